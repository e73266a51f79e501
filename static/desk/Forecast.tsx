/** Shows when the open requests in sight will probably be delivered, and how far such forecasts were off before. */
import { useId, type ReactNode } from 'react';
import type { DeskLine, DeskPace, DeskPage } from '../../src/contract';
import { useWording } from '../parts/Says';
import { useWidth } from './use-width';

const left = 104;
/** Half of the last date stands beyond it. */
const beyond = 19;
/** What a date needs beside the next. */
const dateWidth = 64;
const rowHeight = 30;
const beforeToday = 12;
/** What fits without scrolling; the table has a day for every line. */
const mostRows = 8;
const dayMs = 86_400_000;

const ms = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

type Forecasted = { readonly line: DeskLine; readonly half: string; readonly most: string; readonly missed: boolean };

function forecastsOf({ likely }: DeskPace, lines: readonly DeskLine[]): readonly Forecasted[] {
  return lines.flatMap((line) => {
    const known = likely[line.issueId];
    return known ? [{ line, half: known.half, most: known.most, missed: line.due !== undefined && line.due < known.half }] : [];
  });
}

function Honest({ pace: { honesty, delivered, enough } }: { pace: DeskPace }): ReactNode {
  const { t } = useWording();
  return <p className="small">{honesty ? t('ui.desk.honest', { count: honesty.count, days: honesty.missedBy, within: honesty.within }) : t('ui.desk.honest.none', { delivered, enough })}</p>;
}

export function Forecast({ pace, page }: { pace: DeskPace; page: DeskPage }): ReactNode {
  const { t, day } = useWording();
  const id = useId();
  const [place, width] = useWidth();
  const all = forecastsOf(pace, page.lines);
  const shown = all.slice(0, mostRows);
  if (shown.length === 0) {
    const why = pace.delivered < pace.enough ? t('ui.desk.forecast.few', { delivered: pace.delivered, enough: pace.enough }) : t('ui.desk.forecast.none');
    return <section className="card chart" aria-labelledby={id}><h2 className="h-xs" id={id}>{t('ui.desk.forecast')}</h2><p className="small">{why}</p></section>;
  }
  const { today } = page;
  const late = page.lines.filter(({ age }) => age.state === 'over').length;
  const missed = all.filter((one) => one.missed && one.line.age.state !== 'over').length;
  const ends = shown.flatMap(({ most, line }) => [ms(most), ms(line.due ?? most)]);
  const first = ms(today);
  const weeks = Math.max(1, Math.ceil((Math.max(...ends) - first) / (7 * dayMs)));
  // Three or four dates are enough to read the rest between them.
  const right = width - beyond;
  const stepMs = Math.ceil(weeks / Math.min(4, Math.floor((right - left) / dateWidth))) * 7 * dayMs;
  const last = first + Math.ceil((weeks * 7 * dayMs) / stepMs) * stepMs;
  // What was due before today stands just before it: how long ago is in the table.
  const x = (at: string): number => Math.max(left - beforeToday, left + ((ms(at) - first) / (last - first)) * (right - left));
  const bottom = shown.length * rowHeight;
  const spoken = shown.map(({ line, half, most }) => t('ui.desk.forecast.one', { request: line.issueKey, half: day(half), most: day(most), due: line.due === undefined ? 'none' : day(line.due) })).join('; ');
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 className="h-xs" id={id}>{t('ui.desk.forecast.finding', { late, missed })}</h2>
      <p className="small">{t('ui.desk.forecast.from', { count: pace.delivered })}</p>
      <div ref={place}>
        <svg viewBox={`0 0 ${String(width)} ${String(bottom + 28)}`} role="img" aria-label={spoken}>
          {Array.from({ length: Math.round((last - first) / stepMs) + 1 }, (_, at) => dayAt(first + at * stepMs)).map((at) => (
            <g key={at}><line className="c-grid" x1={x(at)} x2={x(at)} y1="0" y2={bottom} /><text x={x(at)} y={bottom + 20} textAnchor="middle">{at === today ? t('ui.desk.today') : day(at)}</text></g>
          ))}
          {shown.map(({ line, half, most, missed: isMissed }, at) => {
            const y = at * rowHeight + 8;
            const from = x(today);
            return (
              <g key={line.issueId}>
                <text className="v" x="0" y={y + 11}>{line.issueKey}</text>
                <rect className="c-light" x={from} y={y} width={Math.max(4, x(most) - from)} height="14" rx="2" />
                <rect className="c-dark" x={from} y={y} width={Math.max(2, x(half) - from)} height="14" rx="2" />
                {line.due === undefined ? null : <line className={isMissed ? 'c-due--late' : 'c-due'} x1={x(line.due)} x2={x(line.due)} y1={y - 4} y2={y + 18} />}
              </g>
            );
          })}
        </svg>
      </div>
      <p className="key">
        <span><svg viewBox="0 0 16 12" aria-hidden="true"><rect className="c-dark" y="2" width="16" height="8" rx="2" /></svg>{t('ui.desk.five')}</span>
        <span><svg viewBox="0 0 16 12" aria-hidden="true"><rect className="c-light" y="2" width="16" height="8" rx="2" /></svg>{t('ui.desk.nine')}</span>
        <span><svg viewBox="0 0 16 12" aria-hidden="true"><path className="c-due" d="M8 0v12" /></svg>{t('ui.desk.due')}</span>
        <span><svg viewBox="0 0 16 12" aria-hidden="true"><path className="c-due--late" d="M8 0v12" /></svg>{t('ui.desk.due-missed')}</span>
      </p>
      <Honest pace={pace} />
    </section>
  );
}
