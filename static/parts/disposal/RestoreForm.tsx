/** Asks from which copy data was put back, and what was done. */
import { useState, type ReactNode } from 'react';
import { Field } from '../Field';
import { Form } from '../Form';
import { useWording } from '../Says';

export function RestoreForm({ onSubmit, onCancel }: { onSubmit: (given: { from: string; note: string }) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [from, setFrom] = useState('');
  const [note, setNote] = useState('');
  return (
    <Form title={t('ui.dispose.restore.title')} why={t('ui.dispose.restore.why')} submit={t('ui.dispose.restore.submit')} onSubmit={() => { onSubmit({ from: from.trim(), note: note.trim() }); }} onCancel={onCancel}>
      <Field label={t('ui.dispose.restore.from')}>{(ids) => <input {...ids} className="input" required minLength={3} maxLength={500} value={from} onChange={(event) => { setFrom(event.target.value); }} />}</Field>
      <Field label={t('ui.attest.note')}>{(ids) => <textarea {...ids} className="input input--lines" rows={2} required minLength={3} maxLength={2000} value={note} onChange={(event) => { setNote(event.target.value); }} />}</Field>
    </Form>
  );
}
