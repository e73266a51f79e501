/** Shows a screen that opens with one answer: its place while it comes, its content, or why there is none. */
import { useMemo, type ReactNode } from 'react';
import { RefusalMessage } from './RefusalMessage';
import { WordingProvider } from './Says';
import type { Site } from './show';
import { SiteUrl } from './SiteLink';
import { Skeleton } from './Skeleton';
import type { Opened } from './use-opening';
import { wordingFor } from './wording';

export function Screen<Value>({ site, opened, now, wide = false, dialog = false, children }: { site: Site; opened: Opened<Value>; now?: string | undefined; wide?: boolean; dialog?: boolean; children: (value: Value) => ReactNode }): ReactNode {
  const { value, words, fault, again } = opened;
  const wording = useMemo(() => wordingFor(words, { timeZone: site.timeZone, now: now ?? new Date().toISOString() }), [words, site.timeZone, now]);
  return (
    <WordingProvider value={wording}>
      <SiteUrl.Provider value={site.url}>
        <main className={dialog ? 'dialog' : wide ? 'wide' : 'panel'}>
          {value === undefined ? <h1 className="vh">{wording.t('ui.app')}</h1> : children(value)}
          {fault ? <RefusalMessage refusal={fault} page title={wording.t('ui.not-opened')} onRetry={again} /> : null}
          {value === undefined && !fault ? <Skeleton rows={4} /> : null}
        </main>
      </SiteUrl.Provider>
    </WordingProvider>
  );
}
