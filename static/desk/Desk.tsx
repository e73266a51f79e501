/** Shows the desk: what is asked for, the table that answers it, and how the desk has fared. */
import { useMemo, type ReactNode } from 'react';
import type { DeskPage } from '../../src/contract';
import { Badge } from '../parts/Badge';
import { Button, Busy } from '../parts/Button';
import type { Opening } from '../parts/opening';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording, WordingProvider } from '../parts/Says';
import type { Site } from '../parts/show';
import { SiteUrl } from '../parts/SiteLink';
import { Skeleton } from '../parts/Skeleton';
import { wordingFor } from '../parts/wording';
import type { Address } from './address';
import { Filters } from './Filters';
import { Forecast } from './Forecast';
import { StageTimes } from './StageTimes';
import { Table } from './Table';
import { useDesk, type DeskState, type Invoke } from './use-desk';

/** What can be said of the number without counting what was not read. */
function Count({ page }: { page: DeskPage }): ReactNode {
  const { t } = useWording();
  return <Badge>{t('ui.desk.count', { count: page.lines.length, more: page.cursor ? 'yes' : 'no' })}</Badge>;
}

function Foot({ page, busy, onMore }: { page: DeskPage; busy: boolean; onMore: () => void }): ReactNode {
  const { t } = useWording();
  return (
    <div className="bar">
      {page.exact ? null : <p className="small">{t('ui.desk.looked', { count: page.looked, more: page.cursor ? 'yes' : 'no' })}</p>}
      {page.cursor ? <Button working={busy} onPress={onMore}>{t('ui.desk.more')}</Button> : null}
    </div>
  );
}

function Shown({ desk, page }: { desk: DeskState; page: DeskPage }): ReactNode {
  const { t } = useWording();
  const { asked, busy, want, more, people, pace, fault, again } = desk;
  return (
    <>
      <header className="bar">
        <h1 className="h-m">{t('ui.desk')}</h1>
        <Count page={page} />
      </header>
      <Filters asked={asked} onChoose={want} />
      {fault ? <RefusalMessage refusal={fault} title={t('ui.desk.not-answered')} onRetry={again} /> : null}
      <Table page={page} asked={asked} busy={busy} {...(people && { people })} {...(pace && { pace })} />
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
            {page ? <Shown desk={desk} page={page} /> : <h1 className="vh">{wording.t('ui.app')}</h1>}
            {fault && !page ? <RefusalMessage refusal={fault} page title={wording.t('ui.not-opened')} onRetry={again} /> : null}
            {page || fault ? null : <Skeleton rows={6} />}
          </main>
        </Busy.Provider>
      </SiteUrl.Provider>
    </WordingProvider>
  );
}
