/** Asks for a reason in the reader's own words. */
import { useState, type ReactNode } from 'react';
import { Field } from './Field';
import { Form } from './Form';

export function ReasonForm({ title, why, label, help, submit, danger = false, lines = 3, onSubmit, onCancel }: {
  title?: string;
  why?: string;
  label: string;
  help?: string;
  submit: string;
  danger?: boolean;
  lines?: number;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  return (
    <Form title={title} why={why} submit={submit} danger={danger} onSubmit={() => { onSubmit(reason.trim()); }} onCancel={onCancel}>
      <Field label={label} help={help}>
        {(ids) => <textarea {...ids} className="input input--lines" rows={lines} required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.target.value); }} />}
      </Field>
    </Form>
  );
}
