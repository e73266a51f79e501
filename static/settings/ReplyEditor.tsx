/** Lets an admin write the replies, and see how one reads on a ticket of their choice. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Refusal, Rules } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { PreparedReply } from '../parts/PreparedReply';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Invoke } from './Directory';
import { Typed } from './SettingField';
import { isSame } from './setting-table';

type Reply = Rules['replies'][number];
type Edit = (change: (rules: Rules) => Rules) => void;

/** What the app can fill in; anything else in braces stays a gap and is refused when it is published. */
export const gaps = ['requester', 'recipient', 'recipientAddress', 'kind', 'product', 'site', 'ticket', 'agent', 'questions', 'findings', 'file', 'from', 'to', 'due', 'other'] as const;

const inBraces = (gap: (typeof gaps)[number]): string => `{${gap}}`;

const issueKeyPattern = String.raw`\s*[A-Za-z][A-Za-z0-9_]+-\d+\s*`;

const unknownIn = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !gaps.some((gap) => gap === name));

function Preview({ reply, text, invoke }: { reply: string; text: string; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const [issueKey, setIssueKey] = useState('');
  const [shown, setShown] = useState<{ readonly of: string; readonly text: string }>();
  const [refusal, setRefusal] = useState<Refusal>();
  const look = useCallback(async (): Promise<void> => {
    setRefusal(undefined);
    const answer = await ask(() => invoke('reply.preview', { issueKey: issueKey.trim(), reply, text }));
    if (answer.ok) setShown({ of: issueKey.trim().toUpperCase(), text: answer.value.text });
    else setRefusal(answer.refusal);
  }, [invoke, issueKey, reply, text]);
  const isShown = shown !== undefined;
  const isKey = new RegExp(`^${issueKeyPattern}$`).test(issueKey);
  // Once a ticket is chosen the preview follows what is written, a moment later.
  useEffect(() => {
    if (!isShown || !isKey) return undefined;
    const timer = setTimeout(() => { void look(); }, 600);
    return () => { clearTimeout(timer); };
  }, [isKey, isShown, look]);
  return (
    <form className="import" aria-label={t('ui.reply.preview')} onSubmit={(event) => { event.preventDefault(); void look(); }}>
      <Field label={t('ui.reply.ticket')} help={t('ui.reply.ticket.help')}>{(ids) => <input {...ids} className="input" required pattern={issueKeyPattern} autoComplete="off" value={issueKey} onChange={(event) => { setIssueKey(event.target.value); }} />}</Field>
      <div className="btns"><Button submit>{t('ui.reply.look')}</Button></div>
      {refusal ? <RefusalMessage refusal={refusal} /> : null}
      {shown ? <div role="status"><p className="small">{t('ui.reply.as-on', { ticket: shown.of })}</p><PreparedReply text={shown.text} /></div> : null}
    </form>
  );
}

function OneReply({ reply, usual, invoke, edit }: { reply: Reply; usual: Reply | undefined; invoke: Invoke; edit: Edit }): ReactNode {
  const { t } = useWording();
  const set = (more: Partial<Reply>): void => { edit((before) => ({ ...before, replies: before.replies.map((one) => (one.id === reply.id ? { ...one, ...more } : one)) })); };
  const unknown = unknownIn(reply.text);
  return (
    <section className="card" aria-label={reply.title}>
      <div className="editor__head">
        <h2 className="h-s">{reply.title}</h2>
        <div className="btns">
          {usual && !isSame(usual, reply) ? <Button small look="subtle" label={t('ui.set.reset.of', { what: reply.title })} onPress={() => { set(usual); }}>{t('ui.set.reset')}</Button> : null}
          <Button small look="subtle" label={t('ui.reply.remove.of', { reply: reply.title })} onPress={() => { edit((before) => ({ ...before, replies: before.replies.filter(({ id }) => id !== reply.id) })); }}>{t('ui.reply.remove')}</Button>
        </div>
      </div>
      <div className="editor__body">
        <Field label={t('ui.reply.title')}>{(ids) => <Typed ids={ids} value={reply.title} onChange={(title) => { set({ title }); }} />}</Field>
        <Field label={t('ui.reply.text')} help={t('ui.reply.gaps', { gaps: gaps.map(inBraces).join(' '), from: inBraces('from'), to: inBraces('to'), due: inBraces('due'), other: inBraces('other') })}>{(ids) => <Typed ids={ids} lines={12} value={reply.text} onChange={(text) => { set({ text }); }} />}</Field>
        {unknown.length > 0 ? <p className="warn-line" role="alert">{t('ui.reply.unknown', { gaps: { list: unknown, join: 'and' } })}</p> : null}
        <label className="check"><input type="checkbox" checked={reply.asksCustomer} onChange={(event) => { set({ asksCustomer: event.target.checked }); }} />{t('ui.rules.asks')}</label>
        <Preview reply={reply.id} text={reply.text} invoke={invoke} />
      </div>
    </section>
  );
}

export function ReplyEditor({ rules, usual, invoke, edit }: { rules: Rules; usual: Rules; invoke: Invoke; edit: Edit }): ReactNode {
  const { t } = useWording();
  const [id, setId] = useState<string>();
  const chosen = rules.replies.find((reply) => reply.id === id) ?? rules.replies[0];
  const add = (): void => {
    let number = rules.replies.length + 1;
    while (rules.replies.some((reply) => reply.id === `reply-${String(number)}`)) number += 1;
    const fresh: Reply = { id: `reply-${String(number)}`, title: t('ui.reply.new', { nth: number }), text: `${t('ui.reply.begin')} {requester},`, asksCustomer: false };
    edit((before) => ({ ...before, replies: [...before.replies, fresh] }));
    setId(fresh.id);
  };
  return (
    <div className="stack">
      <div className="chooser">
        {chosen ? <Field label={t('ui.reply.choose')}>{(ids) => <select {...ids} className="select" value={chosen.id} onChange={(event) => { setId(event.target.value); }}>{rules.replies.map((reply) => <option key={reply.id} value={reply.id}>{reply.title}</option>)}</select>}</Field> : null}
        <Button onPress={add}>{t('ui.reply.add')}</Button>
      </div>
      {chosen ? <OneReply key={chosen.id} reply={chosen} usual={usual.replies.find((reply) => reply.id === chosen.id)} invoke={invoke} edit={edit} /> : <p>{t('ui.reply.none')}</p>}
    </div>
  );
}
