/** Shows the ticket panel in whichever state it is: loading, faulty, no request yet, or a request under way. */
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { router } from '@forge/bridge';
import type { Action, PanelView } from '../../src/contract';
import { ActingProvider, type Acting, type Place } from '../parts/acting';
import { Busy } from '../parts/Button';
import type { Opening } from '../parts/opening';
import { RefusalMessage } from '../parts/RefusalMessage';
import { WordingProvider } from '../parts/Says';
import type { Site } from '../parts/show';
import { SiteUrl } from '../parts/SiteLink';
import { Skeleton } from '../parts/Skeleton';
import { wordingFor } from '../parts/wording';
import { Begin } from './Begin';
import { changeAtOnce } from './direct-actions';
import { FormHere } from './FormHere';
import { isOwn, placeNow } from './panel-state';
import { Request } from './Request';
import { usePanel, type Invoke } from './use-panel';

type Props = { readonly invoke: Invoke; readonly first: Promise<Opening<PanelView>>; readonly site: Site };

export function TicketPanel({ invoke, first, site }: Props): ReactNode {
  const panel = usePanel(invoke, first);
  const { state, openForm, closeForm, dismiss, change, reopen } = panel;
  const { view, words, fault, open, underWay, refused, done } = state;
  const wording = useMemo(() => wordingFor(words, { timeZone: site.timeZone, now: view?.now ?? new Date().toISOString() }), [words, site.timeZone, view?.now]);
  const heading = useRef<HTMLHeadingElement>(null);
  const pressed = useRef<HTMLElement | undefined>(undefined);

  useEffect(() => {
    if (state.ended > 0) heading.current?.focus();
  }, [state.ended]);

  const close = (): void => {
    closeForm();
    pressed.current?.focus();
  };

  const act = (action: Action, place: Place, by: HTMLElement): void => {
    pressed.current = by;
    if (action.do === 'open-issue') void router.open(`/browse/${encodeURIComponent(action.issueKey)}`);
    else {
      const opened = { intent: action, place };
      const direct = view?.request && changeAtOnce(action, view.request);
      if (direct) void change(opened, direct);
      else if (open?.place === place && JSON.stringify(open.intent) === JSON.stringify(action)) close();
      else openForm(opened);
    }
  };

  const at = (place: Place): ReactNode => {
    const isHere = (pressedAt: Place): boolean => placeNow(pressedAt, (underWay ?? open)?.intent, view?.request) === place;
    const refusal = refused && isHere(refused.place) ? <RefusalMessage refusal={refused.refusal} onDismiss={dismiss} /> : null;
    // A decision opens in its own section.
    const form = open && isHere(open.place) && open.intent.do !== 'decide' && view?.request ? <FormHere opened={open} request={view.request} invoke={invoke} change={change} onClose={close} /> : null;
    return refusal || form ? <>{refusal}{form}</> : null;
  };

  const shown = underWay ?? open;
  const current = shown && { action: isOwn(shown.intent) ? undefined : shown.intent, place: shown.place, underWay: underWay !== undefined };
  const acting: Acting = { act, at, current };

  return (
    <WordingProvider value={wording}>
      <SiteUrl.Provider value={site.url}>
        <Busy.Provider value={underWay !== undefined}>
          <ActingProvider.Provider value={acting}>
            <main className="panel" aria-busy={underWay !== undefined}>
              {view?.request ? null : <h1 className="vh">{wording.t('ui.app')}</h1>}
              {fault ? <RefusalMessage refusal={fault} page title={wording.t('ui.not-opened')} onRetry={() => { void reopen(); }} /> : null}
              {!view && !fault ? <Skeleton rows={7} /> : null}
              {view && !view.request ? <Begin view={view} change={change} refusal={at('begin')} /> : null}
              {view?.request ? (
                <Request
                  request={view.request}
                  heading={heading}
                  done={done}
                  invoke={invoke}
                  change={change}
                  onOwn={(intent, place, by) => { pressed.current = by; openForm({ intent, place }); }}
                />
              ) : null}
            </main>
          </ActingProvider.Provider>
        </Busy.Provider>
      </SiteUrl.Provider>
    </WordingProvider>
  );
}
