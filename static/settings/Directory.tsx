/** Shows the licence directory in force and imports another, in parts. */
import type { makeInvoke } from '@forge/bridge';
import { useRef, useState, type ReactNode } from 'react';
import type { Refusal, SettingsApi, SettingsView } from '../../src/contract';
import { ask } from '../parts/ask';
import { Busy, Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { inParts } from './in-parts';
import { Lines } from './Lines';

export type Invoke = ReturnType<typeof makeInvoke<SettingsApi>>;

type Source = Parameters<SettingsApi['directory.import']>[0]['source'];
const sources = ['marketplace-json', 'marketplace-csv', 'tenant-map'] as const satisfies readonly Source[];

type Sent = { readonly part: number; readonly parts: number };
type Outcome = { readonly done?: (SettingsView & { readonly done: Parameters<typeof Says>[0]['message'] }) | undefined; readonly refusal?: Refusal };

async function send(invoke: Invoke, source: Source, asOf: string, file: File, onSent: (sent: Sent) => void): Promise<Outcome> {
  let text: string;
  try {
    text = await file.text();
  } catch {
    return { refusal: { code: 'ui.directory.unread', params: {} } };
  }
  const all = inParts(text);
  let done: Outcome['done'];
  for (const [at, part] of all.entries()) {
    onSent({ part: at + 1, parts: all.length });
    const answer = await ask(() => invoke('directory.import', { source, asOf: `${asOf}T00:00:00Z`, part: at + 1, parts: all.length, text: part }));
    if (!answer.ok) return { refusal: answer.refusal };
    done = answer.value;
  }
  return { done };
}

function Import({ invoke, onChanged }: { invoke: Invoke; onChanged: (view: SettingsView) => void }): ReactNode {
  const { t } = useWording();
  const [source, setSource] = useState<Source>('marketplace-json');
  const [asOf, setAsOf] = useState(() => new Date().toISOString().slice(0, 10));
  const [sent, setSent] = useState<Sent>();
  const [outcome, setOutcome] = useState<Outcome>({});
  const picker = useRef<HTMLInputElement>(null);

  const start = async (): Promise<void> => {
    const file = picker.current?.files?.[0];
    if (!file || sent) return;
    setOutcome({});
    const ended = await send(invoke, source, asOf, file, setSent);
    setSent(undefined);
    setOutcome(ended);
    if (ended.done) onChanged(ended.done);
  };

  return (
    <Busy.Provider value={sent !== undefined}>
      <form className="import" aria-label={t('ui.directory.import')} onSubmit={(event) => { event.preventDefault(); void start(); }}>
        <Field label={t('ui.directory.kind')} help={t('ui.directory.help')}>
          {(ids) => <select {...ids} className="select" value={source} onChange={(event) => { setSource(sources.find((one) => one === event.target.value) ?? 'marketplace-json'); }}>{sources.map((one) => <option key={one} value={one}>{t(`ui.directory.${one}`)}</option>)}</select>}
        </Field>
        <Field label={t('ui.directory.file')}>{(ids) => <input {...ids} ref={picker} type="file" accept=".json,.csv" required />}</Field>
        <Field label={t('ui.directory.day')}>{(ids) => <input {...ids} className="input" type="date" required value={asOf} onChange={(event) => { setAsOf(event.target.value); }} />}</Field>
        <div className="btns"><Button submit working={sent !== undefined}>{t('ui.directory.submit')}</Button></div>
        <p role="status" className="small">{sent ? t('ui.directory.part', sent) : outcome.done ? <Says message={outcome.done.done} /> : null}</p>
        {outcome.refusal ? <RefusalMessage refusal={outcome.refusal} /> : null}
      </form>
    </Busy.Provider>
  );
}

export function Directory({ view, invoke, onChanged }: { view: SettingsView; invoke: Invoke; onChanged: (view: SettingsView) => void }): ReactNode {
  const { t, moment } = useWording();
  const { directory } = view;
  const source = sources.find((one) => one === directory.source);
  const empty = directory.licences === 0 && directory.tenants === 0;
  return (
    <section className="card" aria-label={t('ui.directory')}>
      <div className="card__head"><h2 className="h-xs">{t('ui.directory')}</h2></div>
      <div className="card--pad stack">
        {directory.gone ? <p>{t('ui.directory.gone', { asOf: { moment: directory.gone.asOf }, on: { moment: directory.gone.at } })}</p> : null}
        {empty ? <p>{t('ui.directory.empty')}</p> : (
          <Lines
            lines={[
              [t('ui.directory.licences'), String(directory.licences)],
              [t('ui.directory.tenants'), String(directory.tenants)],
              [t('ui.directory.as-of'), directory.asOf === undefined ? t('ui.rules.none') : moment(directory.asOf)],
              [t('ui.directory.source'), source === undefined ? (directory.source ?? t('ui.rules.none')) : t(`ui.directory.${source}`)],
            ]}
          />
        )}
        {directory.brought ? <ul className="plain small">{directory.brought.map(({ part, by, at }) => <li key={part}>{t('ui.directory.brought', { part, by, on: { moment: at } })}</li>)}</ul> : null}
        {view.may.includes('administer-rules') ? <Import invoke={invoke} onChanged={onChanged} /> : null}
      </div>
    </section>
  );
}
