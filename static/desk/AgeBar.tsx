/** Shows how many business days have run against the estimate: grey runs, amber is near, red over, green delivered. */
import type { ReactNode } from 'react';
import type { DeskLine } from '../../src/contract';
import { useWording } from '../parts/Says';

const width = 120;
/** The bar leaves room beyond the estimate, so that its end is a place on it. */
const share = 100;

const looks = { 'not-started': '', running: '', near: 'near', over: 'late', stopped: 'stop', delivered: 'end', ended: 'stop' } as const;

export function AgeBar({ age: { state, day, from, of, over } }: { age: DeskLine['age'] }): ReactNode {
  const { t } = useWording();
  const at = (days: number): number => Math.min(width, (days / of) * share);
  const look = looks[state];
  const filled = state === 'over' ? width : at(day);
  return (
    <div className="age">
      <svg viewBox={`0 0 ${String(width)} 12`} aria-hidden="true">
        <rect className="age__track" y="2" width={width} height="8" rx="2" />
        {state === 'not-started' ? null : <rect className={look === '' ? 'age__fill' : `age__fill age__fill--${look}`} y="2" width={filled} height="8" rx="2" />}
        <path className="age__tick" d={`M${String(at(from))} 0v12M${String(at(of))} 0v12`} />
      </svg>
      <span className="nowrap">
        {state === 'not-started' ? <span className="subtle">{t('ui.desk.age.not-started')}</span> : t('ui.desk.age', { day, of })}
        {state === 'over' ? <span className="danger-text">{t('ui.desk.age.over', { over })}</span> : null}
        {state === 'stopped' || state === 'delivered' || state === 'ended' ? <span className="subtle">{t(`ui.desk.age.${state}`)}</span> : null}
      </span>
    </div>
  );
}
