/** Asks for the evidence of a step that is done by hand: a note, a link, or both. */
import { useState, type ReactNode } from 'react';
import { Field } from '../../parts/Field';
import { useWording } from '../../parts/Says';
import type { Attestation } from '../../../src/contract';
import { Form } from '../../parts/Form';

export function AttestForm({ title, asks, onSubmit, onCancel }: { title: string; asks: 'note' | 'link'; onSubmit: (evidence: Attestation) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [note, setNote] = useState('');
  const [link, setLink] = useState('');
  const noteField = (
    <Field label={t(asks === 'note' ? 'ui.attest.note' : 'ui.attest.note-too')}>
      {(ids) => <textarea {...ids} className="input input--lines" rows={2} required={asks === 'note'} maxLength={2000} value={note} onChange={(event) => { setNote(event.target.value); }} />}
    </Field>
  );
  const linkField = (
    <Field label={t(asks === 'link' ? 'ui.attest.link' : 'ui.attest.link-too')}>
      {(ids) => <input {...ids} className="input" type="url" pattern="https://.*" required={asks === 'link'} placeholder="https://" value={link} onChange={(event) => { setLink(event.target.value); }} />}
    </Field>
  );
  return (
    <Form
      title={title}
      submit={t('ui.attest.submit')}
      onSubmit={() => { onSubmit({ ...(note.trim() && { note: note.trim() }), ...(link.trim() && { link: link.trim() }) }); }}
      onCancel={onCancel}
    >
      {asks === 'note' ? <>{noteField}{linkField}</> : <>{linkField}{noteField}</>}
    </Form>
  );
}
