/** Shows every purge since a day, those that nobody approved first. */
import type { makeInvoke } from '@forge/bridge';
import { useState, type ReactNode } from 'react';
import type { PurgesApi, PurgesPage, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Badge } from '../parts/Badge';
import { Busy, Button } from '../parts/Button';
import type { Opening } from '../parts/opening';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import { saveFile } from '../parts/save-file';
import { Screen } from '../parts/Screen';
import { SectionMessage } from '../parts/SectionMessage';
import type { Site } from '../parts/show';
import { useOpening } from '../parts/use-opening';
import { Import, type Imported } from './Import';
import { Table } from './Table';

type Invoke = ReturnType<typeof makeInvoke<PurgesApi>>;

function Found({ page }: { page: PurgesPage }): ReactNode {
  const { t } = useWording();
  const count = page.lines.filter(({ standing }) => standing === 'not-approved').length;
  if (count === 0) return null;
  return (
    <SectionMessage tone="danger" title={t('ui.purges.found', { count })}>
      <p>{t('ui.purges.found.next', { count })}</p>
    </SectionMessage>
  );
}

function Shown({ page, invoke, onChanged }: { page: PurgesPage; invoke: Invoke; onChanged: (page: PurgesPage) => void }): ReactNode {
  const { t, day } = useWording();
  const [since, setSince] = useState(page.since);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  async function asking<Value>(question: Parameters<typeof ask<Value>>[0]): Promise<Awaited<ReturnType<typeof ask<Value>>>> {
    setBusy(true);
    setRefusal(undefined);
    const answer = await ask(question);
    setBusy(false);
    return answer;
  }
  const look = async (): Promise<void> => {
    const answer = await asking(() => invoke('purges.open', { since }));
    if (answer.ok) onChanged(answer.value);
    else setRefusal(answer.refusal);
  };
  const save = async (): Promise<void> => {
    const answer = await asking(() => invoke('purges.export', { since: page.since }));
    if (answer.ok) saveFile(answer.value.name, answer.value.text, 'text/csv');
    else setRefusal(answer.refusal);
  };
  const take = async (text: string): Promise<Imported> => {
    const answer = await asking(() => invoke('purges.import', { text, since: page.since }));
    if (!answer.ok) return { refusal: answer.refusal };
    onChanged(answer.value);
    return { done: answer.value.done };
  };

  return (
    <Busy.Provider value={busy}>
      <header className="bar">
        <h1 className="h-m">{t('ui.purges')}</h1>
        <Badge>{t('ui.purges.count', { count: page.lines.length })}</Badge>
        <div className="bar__end">
          <form className="since" aria-label={t('ui.purges.since')} onSubmit={(event) => { event.preventDefault(); void look(); }}>
            <label htmlFor="since">{t('ui.purges.since')}</label>
            <input id="since" className="input" type="date" required value={since} max={page.today} onChange={(event) => { setSince(event.target.value); }} />
            <Button submit working={busy}>{t('ui.purges.look')}</Button>
          </form>
          <Button onPress={() => { void save(); }}>{t('ui.purges.export')}</Button>
        </div>
      </header>
      {refusal ? <RefusalMessage refusal={refusal} /> : null}
      <Found page={page} />
      {page.more ? <SectionMessage tone="warning" title={t('ui.purges.more')}><p>{t('ui.purges.more.next', { since: day(page.since) })}</p></SectionMessage> : null}
      <Table page={page} busy={busy} />
      <Import page={page} busy={busy} onImport={take} />
    </Busy.Provider>
  );
}

export function Purges({ first, ask: open, invoke, site }: { first: Promise<Opening<PurgesPage>>; ask: () => Promise<Opening<PurgesPage>>; invoke: Invoke; site: Site }): ReactNode {
  const opened = useOpening(first, open);
  return (
    <Screen site={site} opened={opened} now={opened.value?.now} wide>
      {(page) => <Shown page={page} invoke={invoke} onChanged={opened.replace} />}
    </Screen>
  );
}
