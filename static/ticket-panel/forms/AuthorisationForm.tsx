/** Asks for a listed contact's word for a requester or recipient who is not listed. */
import { useState, type ReactNode } from 'react';
import { Field } from '../../parts/Field';
import { useWording } from '../../parts/Says';
import { Segmented } from '../../parts/Segmented';
import { Form } from '../../parts/Form';

export type Authorisation = { readonly contact: string; readonly whom: 'requester' | 'recipient'; readonly note: string };

/** `whom` where the check says already who is not listed. */
export function AuthorisationForm({ whom: known, onSubmit, onCancel }: { whom?: Authorisation['whom']; onSubmit: (given: Authorisation) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [whom, setWhom] = useState<Authorisation['whom']>(known ?? 'requester');
  const [contact, setContact] = useState('');
  const [note, setNote] = useState('');
  return (
    <Form title={t(known === undefined ? 'ui.authorise.title' : `ui.authorise.title.${known}`)} why={t('ui.authorise.why')} submit={t('ui.authorise.submit')} onSubmit={() => { onSubmit({ whom, contact: contact.trim(), note: note.trim() }); }} onCancel={onCancel}>
      {known === undefined ? <Segmented name="whom" legend={t('ui.authorise.whom')} value={whom} onChoose={setWhom} options={[{ value: 'requester', label: t('ui.authorise.requester') }, { value: 'recipient', label: t('ui.authorise.recipient') }]} /> : null}
      <Field label={t('ui.authorise.contact')}>{(ids) => <input {...ids} className="input" type="email" required maxLength={320} autoComplete="off" value={contact} onChange={(event) => { setContact(event.target.value); }} />}</Field>
      <Field label={t('ui.authorise.note')}>{(ids) => <textarea {...ids} className="input input--lines" rows={2} required minLength={3} maxLength={2000} value={note} onChange={(event) => { setNote(event.target.value); }} />}</Field>
    </Form>
  );
}
