/** Asks which listed contact says that it was not them, and in which words. */
import { useState, type ReactNode } from 'react';
import { Field } from '../../parts/Field';
import { useWording } from '../../parts/Says';
import { Form } from '../../parts/Form';

export function ObjectionForm({ contacts, onSubmit, onCancel }: { contacts: readonly string[]; onSubmit: (given: { contact: string; reason: string }) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [contact, setContact] = useState(contacts[0] ?? '');
  const [reason, setReason] = useState('');
  return (
    <Form title={t('ui.objection.title')} why={t('ui.flag.why')} submit={t('ui.objection.submit')} onSubmit={() => { onSubmit({ contact, reason: reason.trim() }); }} onCancel={onCancel}>
      <Field label={t('ui.objection.contact')}>
        {(ids) => (
          <select {...ids} className="select" value={contact} onChange={(event) => { setContact(event.target.value); }}>
            {contacts.map((one) => <option key={one}>{one}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('ui.objection.reason')}>{(ids) => <textarea {...ids} className="input input--lines" rows={3} required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.target.value); }} />}</Field>
    </Form>
  );
}
