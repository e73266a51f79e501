/** Shows the desk: what is asked for, the table that answers it, and how the desk has fared. */
import { useMemo, useState, type ReactNode } from 'react';
import type { Answer, DeskPage, Message, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Badge } from '../parts/Badge';
import { Button, Busy } from '../parts/Button';
import type { Opening } from '../parts/opening';
import { RefusalMessage } from '../parts/RefusalMessage';
import { saveFile } from '../parts/save-file';
import { useWording, WordingProvider } from '../parts/Says';
import type { Site } from '../parts/show';
import { SiteUrl } from '../parts/SiteLink';
import { Skeleton } from '../parts/Skeleton';
import { wordingFor } from '../parts/wording';
import { Absences } from './Absences';
import type { Address, Ask } from './address';
import { Filters } from './Filters';
import { Forecast } from './Forecast';
import { Report } from './Report';
import { StageTimes } from './StageTimes';
import { Table } from './Table';
import { Unreadable } from './Unreadable';
import { useDesk, type DeskState, type Invoke } from './use-desk';

/** How many are open, whatever is chosen; of what ended, how many are shown. What was not read is not counted. */
function Count({ page }: { page: DeskPage }): ReactNode {
  const { t } = useWording();
  const { counts, lines, cursor } = page;
  return <Badge>{counts ? t('ui.desk.open', { count: counts.open, more: counts.more ? 'yes' : 'no' }) : t('ui.desk.count', { count: lines.length, more: cursor ? 'yes' : 'no' })}</Badge>;
}

function Foot({ page, busy, onMore }: { page: DeskPage; busy: boolean; onMore: () => void }): ReactNode {
  const { t } = useWording();
  if (page.exact && !page.cursor) return null;
  return (
    <div className="bar">
      {page.exact ? null : <p className="small">{t('ui.desk.looked', { count: page.looked, more: page.cursor ? 'yes' : 'no' })}</p>}
      {page.cursor ? <Button working={busy} onPress={onMore}>{t('ui.desk.more')}</Button> : null}
    </div>
  );
}

type Open = 'report' | 'absences' | undefined;

/** Takes every page of what is shown away, one part after the other. */
async function exportAll(invoke: Invoke, asked: Ask): Promise<Answer<null>> {
  const texts: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const answer = await invoke('desk.export', cursor === undefined ? asked : { ...asked, cursor });
    if (!answer.ok) return answer;
    texts.push(answer.value.text);
    ({ cursor } = answer.value);
    if (cursor !== undefined) continue;
    saveFile(answer.value.name, texts.join(''), 'text/csv');
    return { ok: true, value: null };
  }
}

function Head({ desk, page, invoke, opened, onOpen }: { desk: DeskState; page: DeskPage; invoke: Invoke; opened: Open; onOpen: (open: Open) => void }): ReactNode {
  const { t } = useWording();
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const mayReport = page.viewer.may.includes('settle-flags') || page.viewer.may.includes('administer-rules');
  const toggle = (one: NonNullable<Open>): void => { onOpen(opened === one ? undefined : one); };
  const take = async (): Promise<void> => {
    setWorking(true);
    const answer = await ask(() => exportAll(invoke, desk.asked));
    setWorking(false);
    setRefusal(answer.ok ? undefined : answer.refusal);
  };
  return (
    <>
      <header className="bar">
        <h1 className="h-m">{t('ui.desk')}</h1>
        <Count page={page} />
        <div className="bar__end">
          <Button icon="download" working={working} onPress={() => { void take(); }}>{t('ui.desk.export')}</Button>
          {mayReport ? <Button expanded={opened === 'report'} onPress={() => { toggle('report'); }}>{t('ui.desk.report')}</Button> : null}
          <Button expanded={opened === 'absences'} onPress={() => { toggle('absences'); }}>{t('ui.desk.absences')}</Button>
        </div>
      </header>
      {refusal ? <RefusalMessage refusal={refusal} onDismiss={() => { setRefusal(undefined); }} /> : null}
    </>
  );
}

/** What was done or refused about a line, above the table. */
type Said = { readonly done: Message } | { readonly refusal: Refusal } | undefined;

function Shown({ desk, page, invoke }: { desk: DeskState; page: DeskPage; invoke: Invoke }): ReactNode {
  const { t, say } = useWording();
  const { asked, busy, want, more, people, pace, fault, again, setPeople } = desk;
  const [opened, setOpened] = useState<Open>();
  const [said, setSaid] = useState<Said>();
  const nudge = async (issueId: string): Promise<void> => {
    const answer = await ask(() => invoke('turn.nudge', { issueId }));
    setSaid(answer.ok ? { done: answer.value.done } : { refusal: answer.refusal });
    if (answer.ok) again();
  };
  return (
    <>
      <Head desk={desk} page={page} invoke={invoke} opened={opened} onOpen={setOpened} />
      {opened === 'report' ? <Report today={page.today} invoke={invoke} /> : null}
      {opened === 'absences' ? <Absences page={page} invoke={invoke} onChanged={setPeople} /> : null}
      <Filters asked={asked} counts={page.counts} projectKey={page.projectKey} onChoose={want} />
      {said && 'refusal' in said ? <RefusalMessage refusal={said.refusal} onDismiss={() => { setSaid(undefined); }} /> : null}
      <p role="status" className={said && 'done' in said ? 'small' : 'vh'}>{said && 'done' in said ? say(said.done) : ''}</p>
      {fault ? <RefusalMessage refusal={fault} title={t('ui.desk.not-answered')} onRetry={again} /> : null}
      {page.unreadable ? <Unreadable ids={page.unreadable} /> : null}
      <Table
        page={page}
        asked={asked}
        busy={busy}
        onClear={() => { want({ standing: asked.standing, sort: asked.sort }); }}
        {...(people && { people })}
        {...(pace && { pace })}
        act={({ issueId, issueKey, stuck }) => (stuck ? <Button small label={t('ui.desk.nudge-of', { request: issueKey })} onPress={() => { void nudge(issueId); }}>{t('ui.desk.nudge')}</Button> : null)}
      />
      <Foot page={page} busy={busy} onMore={more} />
      {pace && asked.standing === 'open' ? (
        <div className="charts">
          <StageTimes pace={pace} />
          <Forecast pace={pace} page={page} />
        </div>
      ) : null}
    </>
  );
}

export function Desk({ first, invoke, address, site }: { first: Promise<Opening<DeskPage>>; invoke: Invoke; address: Address; site: Site }): ReactNode {
  const desk = useDesk(first, invoke, address);
  const { words, page, fault, busy, again } = desk;
  const wording = useMemo(() => wordingFor(words, { timeZone: site.timeZone, now: page?.now ?? new Date().toISOString() }), [words, site.timeZone, page?.now]);
  return (
    <WordingProvider value={wording}>
      <SiteUrl.Provider value={site.url}>
        <Busy.Provider value={busy}>
          <main className="wide">
            {page ? <Shown desk={desk} page={page} invoke={invoke} /> : <h1 className="vh">{wording.t('ui.app')}</h1>}
            {fault && !page ? <RefusalMessage refusal={fault} page title={wording.t('ui.not-opened')} onRetry={again} /> : null}
            {page || fault ? null : <Skeleton rows={6} />}
          </main>
        </Busy.Provider>
      </SiteUrl.Provider>
    </WordingProvider>
  );
}
