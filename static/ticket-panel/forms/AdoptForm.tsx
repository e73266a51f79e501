/** Asks for the day and the evidence of a step that was done before the app knew the ticket. */
import { useState, type ReactNode } from 'react';
import type { Attestation } from '../../../src/contract';
import { Field } from '../../parts/Field';
import { Form } from '../../parts/Form';
import { useWording } from '../../parts/Says';

/** `today` is the last day that can be given, `YYYY-MM-DD`. */
export function AdoptForm({ title, today, onSubmit, onCancel }: { title: string; today: string; onSubmit: (given: { on: string } & Attestation) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [on, setOn] = useState('');
  const [note, setNote] = useState('');
  const [link, setLink] = useState('');
  const hasEvidence = note.trim() !== '' || link.trim() !== '';
  return (
    <Form
      title={title}
      why={t('ui.adopt.why')}
      submit={t('ui.adopt.submit')}
      onSubmit={() => { onSubmit({ on, ...(note.trim() && { note: note.trim() }), ...(link.trim() && { link: link.trim() }) }); }}
      onCancel={onCancel}
    >
      <Field label={t('ui.adopt.on')}>{(ids) => <input {...ids} className="input" type="date" required max={today} value={on} onChange={(event) => { setOn(event.target.value); }} />}</Field>
      <Field label={t('ui.attest.note')}>
        {(ids) => <textarea {...ids} className="input input--lines" rows={2} required={!hasEvidence} maxLength={2000} value={note} onChange={(event) => { setNote(event.target.value); }} />}
      </Field>
      <Field label={t('ui.attest.link-too')}>
        {(ids) => <input {...ids} className="input" type="url" pattern="https://.*" placeholder="https://" value={link} onChange={(event) => { setLink(event.target.value); }} />}
      </Field>
    </Form>
  );
}
