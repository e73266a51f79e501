/** Takes the whole desk away as a file, and brings one into an installation that is empty. */
import { useRef, useState, type ReactNode } from 'react';
import type { Message, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Busy, Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { saveFile } from '../parts/save-file';
import { deskFile } from './desk-file';
import { deskParts, readDesk } from './desk-parts';
import type { Invoke } from './Directory';

type Outcome = { readonly done?: Message; readonly gone?: number; readonly refusal?: Refusal };
type Sent = { readonly part: number; readonly parts: number };

async function take(invoke: Invoke, onPart: (parts: number) => void): Promise<Outcome> {
  const taken = await deskFile(invoke, onPart);
  if ('refusal' in taken) return taken;
  saveFile(taken.name, taken.file, taken.file.type);
  return { done: { code: 'ui.last-day.saved', params: { name: taken.name } } };
}

/** How many requests have no ticket any more; each page marks its own, so that asking again adds nothing. */
async function lookForTickets(invoke: Invoke): Promise<Outcome> {
  let gone = 0;
  let asked: { cursor?: string } = {};
  for (;;) {
    const answer = await ask(() => invoke('desk.gone-tickets', asked));
    if (!answer.ok) return { refusal: answer.refusal };
    gone += answer.value.gone;
    if (answer.value.next === undefined) return { gone };
    asked = { cursor: answer.value.next };
  }
}

async function bring(invoke: Invoke, chosen: File, takeOver: boolean, onSent: (sent: Sent) => void): Promise<Outcome> {
  const file = await readDesk(chosen).catch(() => 'unread' as const);
  if (file === 'unread') return { refusal: { code: 'ui.directory.unread', params: {} } };
  if (!file) return { refusal: { code: 'ui.last-day.cut', params: {} } };
  const { header, count, end } = file;
  // Where an earlier attempt stopped, it goes on.
  const begun = await ask(() => invoke('desk.import', { header, ...(takeOver && { takeOver }) }));
  if (!begun.ok) return { refusal: begun.refusal };
  const { claim, next } = begun.value;
  for await (const part of deskParts(chosen)) {
    if (part.no < next) continue;
    onSent({ part: part.no, parts: count });
    const answer = await ask(() => invoke('desk.import', { header, claim, part }));
    if (!answer.ok) return { refusal: answer.refusal };
  }
  const ended = await ask(() => invoke('desk.import', { header, claim, end }));
  if (!ended.ok) return { refusal: ended.refusal };
  return { ...(ended.value.done && { done: ended.value.done }), ...(await lookForTickets(invoke)) };
}

function Result({ progress, outcome }: { progress: string | undefined; outcome: Outcome }): ReactNode {
  const { t } = useWording();
  return (
    <>
      <p role="status" className="small">
        {progress}
        {outcome.done ? <Says message={outcome.done} /> : null}
        {outcome.gone ? ` ${t('ui.last-day.gone', { count: outcome.gone })}` : null}
      </p>
      {outcome.refusal ? <RefusalMessage refusal={outcome.refusal} /> : null}
    </>
  );
}

function Export({ invoke }: { invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const [parts, setParts] = useState<number>();
  const [outcome, setOutcome] = useState<Outcome>({});
  const start = async (): Promise<void> => {
    if (parts !== undefined) return;
    setOutcome({});
    setParts(0);
    setOutcome(await take(invoke, setParts));
    setParts(undefined);
  };
  return (
    <Busy.Provider value={parts !== undefined}>
      <div className="stack">
        <p>{t('ui.last-day.export.why')}</p>
        <p className="small">{t('ui.last-day.secrets')}</p>
        <div className="btns"><Button icon="download" working={parts !== undefined} onPress={() => { void start(); }}>{t('ui.last-day.export')}</Button></div>
        <Result progress={parts ? t('ui.last-day.taken', { parts }) : undefined} outcome={outcome} />
      </div>
    </Busy.Provider>
  );
}

function Import({ invoke, onDone }: { invoke: Invoke; onDone: () => void }): ReactNode {
  const { t } = useWording();
  const [sent, setSent] = useState<Sent>();
  const [outcome, setOutcome] = useState<Outcome>({});
  const picker = useRef<HTMLInputElement>(null);
  const start = async (takeOver = false): Promise<void> => {
    const file = picker.current?.files?.[0];
    if (!file || sent) return;
    setOutcome({});
    setSent({ part: 0, parts: 0 });
    const ended = await bring(invoke, file, takeOver, setSent);
    setSent(undefined);
    setOutcome(ended);
    if (ended.done) onDone();
  };
  return (
    <Busy.Provider value={sent !== undefined}>
      <form className="import" aria-label={t('ui.last-day.import')} onSubmit={(event) => { event.preventDefault(); void start(); }}>
        <Field label={t('ui.last-day.file')} help={t('ui.last-day.import.help')}>{(ids) => <input {...ids} ref={picker} type="file" accept=".jsonl" required />}</Field>
        <div className="btns"><Button submit working={sent !== undefined}>{t('ui.last-day.import')}</Button></div>
        <Result progress={sent?.part ? t('ui.directory.part', sent) : undefined} outcome={outcome} />
        {outcome.refusal?.code === 'desk-import-under-way' ? <div className="btns"><Button working={sent !== undefined} onPress={() => { void start(true); }}>{t('ui.last-day.take-over')}</Button></div> : null}
      </form>
    </Busy.Provider>
  );
}

export function LastDay({ invoke, onDone }: { invoke: Invoke; onDone: () => void }): ReactNode {
  const { t } = useWording();
  return (
    <section className="card" aria-label={t('ui.last-day')}>
      <div className="editor__head"><h2 className="h-s">{t('ui.last-day')}</h2></div>
      <div className="editor__body">
        <Export invoke={invoke} />
        <Import invoke={invoke} onDone={onDone} />
      </div>
    </section>
  );
}
