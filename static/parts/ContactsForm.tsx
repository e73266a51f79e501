/** Asks how every listed contact of the licence is told something: by a comment that reaches them all, or by hand. */
import { useState, type ReactNode } from 'react';
import type { Answer, Attestation, ContactsPrepared } from '../../src/contract';
import { CopyButton } from './CopyButton';
import { Field } from './Field';
import { Form } from './Form';
import { PreparedReply } from './PreparedReply';
import { RefusalMessage } from './RefusalMessage';
import { useWording } from './Says';
import { Segmented } from './Segmented';
import { usePrepared } from './use-prepared';

type How = 'by-hand' | 'participants';
type Props = { readonly title: string; readonly onSubmit: (told: { how: How } & Attestation) => void; readonly onCancel: () => void };

function Tell({ title, prepared: { text, contacts, absent }, onSubmit, onCancel }: Props & { prepared: ContactsPrepared }): ReactNode {
  const { t, say } = useWording();
  const mayComment = absent.length === 0;
  const [how, setHow] = useState<How>(mayComment ? 'participants' : 'by-hand');
  const [note, setNote] = useState('');
  const [link, setLink] = useState('');
  const byHand = how === 'by-hand';
  const evidence = { ...(note.trim() && { note: note.trim() }), ...(link.trim() && { link: link.trim() }) };
  return (
    <Form title={title} submit={t(byHand ? 'ui.contacts.record' : 'ui.contacts.send')} onSubmit={() => { onSubmit({ how, ...(byHand && evidence) }); }} onCancel={onCancel}>
      <div className="to"><span>{t('ui.reply.reaches')}</span><ul className="to__people">{contacts.map((address) => <li key={address} className="person">{address}</li>)}</ul></div>
      <PreparedReply text={text} />
      {mayComment ? (
        <Segmented name="how" legend={t('ui.contacts.how')} value={how} onChoose={setHow} options={[{ value: 'participants', label: t('ui.contacts.comment') }, { value: 'by-hand', label: t('ui.contacts.by-hand') }]} />
      ) : (
        <p className="subtle">{say({ code: 'ui.contacts.absent', params: { addresses: { list: absent, join: 'and' }, count: absent.length } })}</p>
      )}
      {byHand ? (
        <>
          <div className="btns"><CopyButton value={text} what={t('ui.contacts.text')} /></div>
          <Field label={t('ui.attest.note')}>{(ids) => <textarea {...ids} className="input input--lines" rows={2} required maxLength={2000} value={note} onChange={(event) => { setNote(event.target.value); }} />}</Field>
          <Field label={t('ui.attest.link-too')}>{(ids) => <input {...ids} className="input" type="url" pattern="https://.*" placeholder="https://" value={link} onChange={(event) => { setLink(event.target.value); }} />}</Field>
        </>
      ) : null}
    </Form>
  );
}

export function ContactsForm({ prepare, ...props }: Props & { prepare: () => Promise<Answer<ContactsPrepared>> }): ReactNode {
  const { t } = useWording();
  const { value, refusal, again } = usePrepared(prepare);
  if (refusal) return <RefusalMessage refusal={refusal} onRetry={again} />;
  if (!value) return <p className="form subtle" role="status">{t('ui.reply.preparing')}</p>;
  return <Tell prepared={value} {...props} />;
}
