/** Shows what the draft would have done to the requests there are: gates first, then steps, then how many would go as before. */
import type { ReactNode } from 'react';
import type { RehearsedRequest, Rules } from '../../src/contract';
import { Icon } from '../parts/Icon';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Wording } from '../parts/wording';
import { titleOfStep } from './rule-words';
import type { Tried } from './use-pages';

type Kind = 'opened' | 'shut' | 'more' | 'fewer' | 'again' | 'otherwise';

/** What weighs most of what would change for a request. */
function kindOf({ opened, shut, more, fewer, again }: RehearsedRequest): Kind {
  if (opened.length > 0) return 'opened';
  if (shut.length > 0) return 'shut';
  if (more.length > 0) return 'more';
  if (fewer.length > 0) return 'fewer';
  return again.length > 0 ? 'again' : 'otherwise';
}

const kinds: readonly Kind[] = ['opened', 'shut', 'more', 'fewer', 'again', 'otherwise'];
const colours: Readonly<Record<Kind, string>> = { opened: 'r-open', shut: 'r-shut', more: 'r-more', fewer: 'r-shut', again: 'r-more', otherwise: 'r-more' };
const mostShown = 5;

/** Everything that would change for one request, in one line. */
export function detailOf(words: Pick<Wording, 't' | 'say' | 'knows'>, request: RehearsedRequest, rules: readonly Rules[]): string {
  const { t, say } = words;
  const steps = (ids: readonly string[]): { list: readonly string[]; join: 'and' } => ({ list: ids.map((id) => titleOfStep(words, rules.flatMap((one) => one.steps).find((step) => step.id === id) ?? { id })), join: 'and' });
  const gates = (names: readonly string[]): { list: readonly string[]; join: 'and' } => ({ list: names.map((name) => `“${say({ code: `gate.${name}`, params: {} })}”`), join: 'and' });
  const { opened, shut, more, fewer, again, standings } = request;
  return [
    opened.length > 0 ? t('ui.rehearsal.opens', { gates: gates(opened) }) : '',
    shut.length > 0 ? t('ui.rehearsal.shuts', { gates: gates(shut) }) : '',
    more.length > 0 ? t('ui.rehearsal.asks', { steps: steps(more) }) : '',
    fewer.length > 0 ? t('ui.rehearsal.drops', { steps: steps(fewer) }) : '',
    again.length > 0 ? t('ui.rehearsal.judges', { steps: steps(again) }) : '',
    standings.length > 0 ? t('ui.rehearsal.stands', { steps: steps(standings.map(({ step }) => step)) }) : '',
  ].filter(Boolean).join(' ');
}

export function Rehearsal({ tried, rules }: { tried: Tried; rules: readonly Rules[] }): ReactNode {
  const wording = useWording();
  const { t, moment } = wording;
  const { looked, unreadable, changed, underWay, refusal } = tried;
  const same = looked - changed.length;
  const rows = kinds.map((kind) => ({ kind, requests: changed.filter((one) => kindOf(one) === kind) })).filter(({ requests }) => requests.length > 0);
  const bars = [...rows.map(({ kind, requests }) => ({ name: colours[kind], count: requests.length })), { name: 'r-same', count: same }].filter(({ count }) => count > 0);
  const scale = 460 / Math.max(1, looked);
  // Refused before the first request was tried: there is no result, not even that nothing would change.
  const isTried = refusal === undefined || looked > 0;
  return (
    <section className="card" aria-label={t('ui.rehearsal')}>
      <div className="card__head"><h2 className="h-xs">{isTried ? t('ui.rehearsal.title', { count: looked }) : t('ui.rehearsal')}</h2><span className="small" role="status">{underWay ? t('ui.rehearsal.running') : moment(tried.at)}</span></div>
      <div className="result">
        {refusal ? <RefusalMessage refusal={refusal} /> : null}
        {unreadable.length > 0 ? <p className="warn-line"><Icon name="warns" />{t('ui.rehearsal.unreadable', { count: unreadable.length, ids: { list: unreadable, join: 'and' } })}</p> : null}
        {isTried ? (
          <>
            <svg className="bar3" viewBox="0 0 460 8" preserveAspectRatio="none" aria-hidden="true">
              {bars.map(({ name, count }, at) => <rect key={name + String(at)} className={name} x={bars.slice(0, at).reduce((sum, bar) => sum + bar.count * scale, 0)} width={Math.max(2, count * scale - 2)} height="8" />)}
            </svg>
            <ul>
              {rows.map(({ kind, requests }) => (
                <li key={kind}>
                  <svg className="swatch" viewBox="0 0 8 8" aria-hidden="true"><rect className={colours[kind]} width="8" height="8" rx="2" /></svg>
                  <b>{requests.length}</b>
                  <div>
                    {t(`ui.rehearsal.${kind}`)}
                    {requests.slice(0, mostShown).map((request) => <p className="small" key={request.issueId}>{request.issueKey}{request.ended ? ` (${t('ui.rehearsal.ended')})` : ''}: {detailOf(wording, request, rules)}</p>)}
                    {requests.length > mostShown ? <details><summary className="small">{t('ui.rehearsal.others', { count: requests.length - mostShown })}</summary>{requests.slice(mostShown).map((request) => <p className="small" key={request.issueId}>{request.issueKey}: {detailOf(wording, request, rules)}</p>)}</details> : null}
                  </div>
                </li>
              ))}
              <li><svg className="swatch" viewBox="0 0 8 8" aria-hidden="true"><rect className="r-same" width="8" height="8" rx="2" /></svg><b>{same}</b><div>{t('ui.rehearsal.same')}</div></li>
            </ul>
          </>
        ) : null}
      </div>
    </section>
  );
}
