/** Asks for a later day and why. An earlier one cannot be given. */
import { useState, type ReactNode } from 'react';
import type { DisposalView } from '../../../src/contract';
import { Field } from '../Field';
import { Form } from '../Form';
import { useWording } from '../Says';

export function LengthenForm({ disposal: { waitsUntil }, onSubmit, onCancel }: { disposal: DisposalView; onSubmit: (given: { to: string; reason: string }) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  return (
    <Form title={t('ui.dispose.lengthen.title')} submit={t('ui.dispose.lengthen.submit')} onSubmit={() => { onSubmit({ to, reason: reason.trim() }); }} onCancel={onCancel}>
      <Field label={t('ui.dispose.not-before')} help={t('ui.dispose.lengthen.help', { earliest: { day: waitsUntil } })}>{(ids) => <input {...ids} className="input" type="date" required min={waitsUntil} value={to} onChange={(event) => { setTo(event.target.value); }} />}</Field>
      <Field label={t('ui.reason')}>{(ids) => <textarea {...ids} className="input input--lines" rows={2} required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.target.value); }} />}</Field>
    </Form>
  );
}
