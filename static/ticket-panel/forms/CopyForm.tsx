/** Asks whether the customer wants a copy; a no needs the customer's own words. */
import { useState, type ReactNode } from 'react';
import type { Attestation } from '../../../src/contract';
import { Field } from '../../parts/Field';
import { Form } from '../../parts/Form';
import { useWording } from '../../parts/Says';
import { Segmented } from '../../parts/Segmented';

export function CopyForm({ question, onSubmit, onCancel }: { question: string; onSubmit: (given: { answer: 'yes' | 'no' } & Attestation) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [answer, setAnswer] = useState<'yes' | 'no'>();
  const [link, setLink] = useState('');
  const [note, setNote] = useState('');
  const needsWords = answer === 'no' && link.trim() === '';
  return (
    <Form
      why={t('ui.copy-wanted.why')}
      submit={t('ui.copy-wanted.answer')}
      onSubmit={() => { if (answer) onSubmit({ answer, ...(note.trim() && { note: note.trim() }), ...(link.trim() && { link: link.trim() }) }); }}
      onCancel={onCancel}
    >
      <Segmented name="copy" legend={question} value={answer} onChoose={setAnswer} options={[{ value: 'yes', label: t('ui.yes') }, { value: 'no', label: t('ui.no') }]} />
      <Field label={t('ui.copy-wanted.link')}>{(ids) => <input {...ids} className="input" type="url" pattern="https://.*" placeholder="https://" maxLength={1000} value={link} onChange={(event) => { setLink(event.target.value); }} />}</Field>
      <Field label={t('ui.copy-wanted.note')}>{(ids) => <textarea {...ids} className="input input--lines" rows={2} required={needsWords} minLength={3} maxLength={2000} value={note} onChange={(event) => { setNote(event.target.value); }} />}</Field>
    </Form>
  );
}
