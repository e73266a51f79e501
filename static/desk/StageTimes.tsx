/** Shows how long each stage takes, as half and nine in ten of the past requests did. */
import { useId, type ReactNode } from 'react';
import type { DeskPace } from '../../src/contract';
import { useWording } from '../parts/Says';
import { useWidth } from './use-width';

const left = 124;
/** Half of the last number stands beyond it. */
const beyond = 16;
const rowHeight = 26;

/** A round number of days that the longest fits in, cut into a few steps. */
function scaleOf(longest: number): { readonly step: number; readonly end: number } {
  const step = [1, 2, 5, 10, 20, 50, 100].find((each) => each * 5 >= longest) ?? Math.ceil(longest / 5);
  return { step, end: step * Math.max(1, Math.ceil(longest / step)) };
}

export function StageTimes({ pace: { times, count, since } }: { pace: DeskPace }): ReactNode {
  const { t, say, day } = useWording();
  const id = useId();
  const [place, width] = useWidth();
  const nameOf = (stage: string): string => say({ code: `stage.${stage}`, params: {} });
  const longest = [...times].sort((one, other) => other.half - one.half || other.most - one.most)[0];
  if (!longest || since === undefined) return <section className="card chart" aria-labelledby={id}><h2 className="h-xs" id={id}>{t('ui.desk.times')}</h2><p className="small">{t('ui.desk.times.none')}</p></section>;
  const { step, end } = scaleOf(Math.max(...times.map(({ most }) => most), 1));
  const right = width - beyond;
  const x = (days: number): number => left + (days / end) * (right - left);
  const bottom = times.length * rowHeight;
  const spoken = times.map(({ stage, half, most }) => t('ui.desk.times.one', { stage: nameOf(stage), half, most })).join('; ');
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 className="h-xs" id={id}>{t('ui.desk.times.longest', { stage: nameOf(longest.stage), count: longest.half })}</h2>
      <p className="small">{t('ui.desk.times.from', { count, since: day(since) })}</p>
      <div ref={place}>
        <svg viewBox={`0 0 ${String(width)} ${String(bottom + 28)}`} role="img" aria-label={spoken}>
          {Array.from({ length: end / step + 1 }, (_, at) => at * step).map((days) => (
            <g key={days}><line className="c-grid" x1={x(days)} x2={x(days)} y1="0" y2={bottom} /><text x={x(days)} y={bottom + 20} textAnchor="middle">{days}</text></g>
          ))}
          {times.map(({ stage, half, most }, at) => {
            const y = at * rowHeight + 6;
            const [from, to] = [x(half), x(most)];
            return (
              <g key={stage}>
                <text x="0" y={y + 11}>{nameOf(stage)}</text>
                <rect className={stage === longest.stage ? 'c-bar c-bar--hot' : 'c-bar'} x={left} y={y} width={Math.max(2, from - left)} height="14" rx="2" />
                {most > half ? <path className="c-range" d={`M${String(from)} ${String(y + 7)}H${String(to)}M${String(to)} ${String(y + 3)}v8`} /> : null}
              </g>
            );
          })}
        </svg>
      </div>
      <p className="key">
        <span><svg viewBox="0 0 16 12" aria-hidden="true"><rect className="c-bar" y="2" width="16" height="8" rx="2" /></svg>{t('ui.desk.half')}</span>
        <span><svg viewBox="0 0 16 12" aria-hidden="true"><path className="c-range" d="M0 6h15M15 2v8" /></svg>{t('ui.desk.most')}</span>
      </p>
    </section>
  );
}
