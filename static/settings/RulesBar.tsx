/** Shows which rules are in force and what becomes of the draft: saved, tried, published, or waiting for a second person. */
import { useState, type ReactNode } from 'react';
import { Busy, Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { Lozenge } from '../parts/Lozenge';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import type { Invoke } from './Directory';
import { placeOf, withTitles } from './problem-words';
import type { RulesEditing } from './use-rules';

/** Somebody else was faster: both texts are there, and the reader says which is to stay. */
const isStale = (code: string): boolean => code === 'draft-changed' || code === 'draft-gone';

function Stale({ editing }: { editing: RulesEditing }): ReactNode {
  const wording = useWording();
  const { t, say } = wording;
  const { refusal, rules, view } = editing;
  if (!refusal) return null;
  const { at } = refusal.params;
  const place = typeof at === 'string' ? placeOf(wording, at, rules) : undefined;
  // Whoever is still writing keeps the focus: a word that is cleared to write another is refused for a moment too.
  if (place !== undefined) return <SectionMessage tone="warning" title={t('ui.draft.not-saved')}><p role="alert">{t('ui.draft.unfit', { place, why: say(withTitles(wording, refusal, { now: rules, was: view.rules })) })}</p></SectionMessage>;
  if (!isStale(refusal.code)) return <RefusalMessage refusal={refusal} {...(editing.saving === 'refused' && { title: t('ui.draft.not-saved') })} />;
  return (
    <SectionMessage tone="warning" title={t('ui.draft.not-saved')} alert actions={<><Button onPress={editing.takeTheirs}>{t('ui.draft.theirs')}</Button><Button onPress={editing.saveMine}>{t('ui.draft.mine')}</Button></>}>
      <p><Says message={refusal} /></p>
    </SectionMessage>
  );
}

function Publish({ editing, invoke, asks, onClose }: { editing: RulesEditing; invoke: Invoke; asks: boolean; onClose: () => void }): ReactNode {
  const { t } = useWording();
  const [reason, setReason] = useState('');
  const { draft, rev } = editing.view;
  if (!draft) return null;
  const publish = async (): Promise<void> => {
    if (await editing.act(() => invoke('rules.publish', { rev, digest: draft.review.digest, reason: reason.trim() }))) onClose();
  };
  return (
    <form className="import" aria-label={t(asks ? 'ui.publish.ask' : 'ui.publish')} onSubmit={(event) => { event.preventDefault(); void publish(); }}>
      <p>{t(asks ? 'ui.publish.ask.why' : 'ui.publish.why', { running: editing.view.running })}</p>
      <Field label={t('ui.publish.reason')}>{(ids) => <textarea {...ids} className="input input--lines" rows={2} required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.target.value); }} />}</Field>
      <div className="btns"><Button look="primary" submit working={editing.working}>{t(asks ? 'ui.publish.ask' : 'ui.publish')}</Button><Button look="subtle" onPress={onClose}>{t('ui.cancel')}</Button></div>
    </form>
  );
}

/** What somebody else asked for, under the differences that it is about. */
export function Confirm({ editing, invoke }: { editing: RulesEditing; invoke: Invoke }): ReactNode {
  const { t, moment } = useWording();
  const wait = editing.view.draft?.wait;
  if (!wait) return null;
  const { by, at, reason, digest, mayConfirm, others } = wait;
  const whoElse = others === undefined ? t('ui.wait.other') : others.length === 0 ? t('ui.wait.nobody') : t('ui.wait.who', { who: { list: others, join: 'or' } });
  return (
    <div className="card--pad wait-for">
      <p><b>{t('ui.wait', { who: by, at: moment(at) })}</b></p>
      <p className="small">{t('ui.wait.reason', { reason })}</p>
      {mayConfirm ? <div className="btns"><Button look="primary" working={editing.working} onPress={() => { void editing.act(() => invoke('rules.confirm', { digest })); }}>{t('ui.wait.confirm')}</Button></div> : <p className="small">{whoElse}</p>}
    </div>
  );
}

function Discard({ editing, invoke, onClose }: { editing: RulesEditing; invoke: Invoke; onClose: () => void }): ReactNode {
  const { t } = useWording();
  const { rules } = editing.view;
  const discard = async (): Promise<void> => {
    await editing.act((rev) => invoke('draft.discard', { rev }));
    onClose();
  };
  return (
    <form className="import" aria-label={t('ui.draft.discard')} onSubmit={(event) => { event.preventDefault(); void discard(); }}>
      <p>{t('ui.draft.discard.why', { version: rules.version })}</p>
      <div className="btns"><Button look="danger" submit working={editing.working}>{t('ui.draft.discard')}</Button><Button look="subtle" onPress={onClose}>{t('ui.cancel')}</Button></div>
    </form>
  );
}

export function RulesBar({ editing, invoke, onRehearse, rehearsed }: { editing: RulesEditing; invoke: Invoke; onRehearse: () => void; rehearsed: boolean }): ReactNode {
  const { t, day } = useWording();
  const [open, setOpen] = useState<'publish' | 'discard'>();
  const close = (): void => { setOpen(undefined); };
  const { view, saving, working, done } = editing;
  const { draft, rules } = view;
  const asks = draft?.review.differences.some(({ weakens }) => weakens) ?? false;
  const ready = draft?.review.problems.length === 0 && draft.review.differences.length > 0 && !draft.wait;
  return (
    <Busy.Provider value={working}>
      <header className="bar">
        <h1 className="h-m">{t('ui.rules')}</h1>
        {draft ? <Lozenge tone="info">{t('ui.draft.of', { version: rules.version + 1 })}</Lozenge> : <Lozenge tone="success">{t('ui.rules.version', { version: rules.version })}</Lozenge>}
        <span className="small">{draft ? t('ui.draft.in-force', { version: rules.version }) : ''}{view.since === undefined ? '' : ` ${t('ui.rules.since', { day: day(view.since) })}`} {t('ui.rules.running', { count: view.running })}{draft && draft.review.problems.length > 0 ? ` ${t('ui.diff.problems', { count: draft.review.problems.length })}.` : ''}</span>
        <span className="small" role="status">{saving === 'waiting' ? t('ui.draft.saving') : saving === 'saved' && draft ? t('ui.draft.saved', { who: draft.saved.by }) : null}</span>
        {draft ? (
          <div className="bar__end btns">
            {open === 'discard' ? null : <Button look="subtle" expanded={false} onPress={() => { setOpen('discard'); }}>{t('ui.draft.discard.open')}</Button>}
            <Button onPress={onRehearse}>{t(rehearsed ? 'ui.rehearsal.again-do' : 'ui.rehearsal.do')}</Button>
            {ready && open === undefined ? <Button look="primary" expanded={false} onPress={() => { setOpen('publish'); }}>{t(asks ? 'ui.publish.ask.open' : 'ui.publish.open')}</Button> : null}
          </div>
        ) : null}
      </header>
      {ready && open === 'publish' ? <Publish editing={editing} invoke={invoke} asks={asks} onClose={close} /> : null}
      {draft && open === 'discard' ? <Discard editing={editing} invoke={invoke} onClose={close} /> : null}
      <Stale editing={editing} />
      {done ? <SectionMessage tone="success"><p role="status"><Says message={done} /></p></SectionMessage> : null}
    </Busy.Provider>
  );
}
