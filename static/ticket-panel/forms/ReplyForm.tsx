/** Asks for a last look at a reply: its text, whom it will reach, and that strangers among them were seen. */
import { useState, type ReactNode } from 'react';
import type { PreparedReply } from '../../../src/contract';
import { Field } from '../../parts/Field';
import { Recipients } from '../../parts/Recipients';
import { RefusalMessage } from '../../parts/RefusalMessage';
import { Says, useWording } from '../../parts/Says';
import type { Invoke } from '../use-panel';
import { Form } from '../../parts/Form';
import { usePrepared } from '../../parts/use-prepared';

type Props = { readonly onSubmit: (text: string, strangersSeen: boolean) => void; readonly onCancel: () => void };

function Review({ reply, onSubmit, onCancel }: Props & { reply: PreparedReply }): ReactNode {
  const { t } = useWording();
  const [text, setText] = useState(reply.text);
  const [seen, setSeen] = useState(false);
  const toSee = reply.recipients.some(({ stranger, active }) => stranger || !active);
  return (
    <Form title={t('ui.reply.review')} submit={t('ui.reply.send')} onSubmit={() => { onSubmit(text.trim(), seen); }} onCancel={onCancel}>
      <p className="subtle"><Says message={reply.title} /></p>
      <Field label={t('ui.reply.message')} help={t('ui.reply.help')}>
        {(ids) => <textarea {...ids} className="input input--lines" rows={Math.min(18, text.split('\n').length + 3)} required maxLength={20_000} value={text} onChange={(event) => { setText(event.target.value); }} />}
      </Field>
      <Recipients reply={reply} />
      {toSee ? (
        <label className="check"><input type="checkbox" required checked={seen} onChange={(event) => { setSeen(event.target.checked); }} /><span>{t('ui.reply.strangers-seen')}</span></label>
      ) : null}
    </Form>
  );
}

/** `ready` spares the question where the panel shows the reply already. */
export function ReplyForm({ name, ready, invoke, onSubmit, onCancel }: Props & { name: string; ready: PreparedReply | undefined; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const { value: reply, refusal, again } = usePrepared(() => invoke('reply.prepare', { reply: name }), ready);
  if (refusal) return <RefusalMessage refusal={refusal} onRetry={again} />;
  if (!reply) return <p className="form subtle" role="status">{t('ui.reply.preparing')}</p>;
  return <Review reply={reply} onSubmit={onSubmit} onCancel={onCancel} />;
}
