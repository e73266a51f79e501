/** Shows how far the request is, stage by stage; on a narrow panel it names the current stage alone. */
import type { ReactNode } from 'react';
import type { StageView } from '../../src/contract';
import { Says, useWording } from './Says';

const looks = { done: 'done', current: 'now', fails: 'fail', waiting: 'todo', 'to-do': 'todo' } as const satisfies Readonly<Record<StageView['state'], string>>;

/** The stage that is worked on, else the one that waits, else the last. */
export function currentStage(stages: readonly StageView[]): number {
  const worked = stages.findIndex(({ state }) => state === 'current' || state === 'fails');
  if (worked >= 0) return worked;
  const waiting = stages.findIndex(({ state }) => state !== 'done');
  return waiting >= 0 ? waiting : stages.length - 1;
}

export function StageTrack({ stages }: { stages: readonly StageView[] }): ReactNode {
  const { t } = useWording();
  const current = currentStage(stages);
  return (
    <ol className="track" aria-label={t('ui.stages')}>
      {stages.map((stage, at) => (
        <li key={stage.stage} className={`track__item track__item--${looks[stage.state]}`} aria-current={at === current ? 'step' : undefined}>
          <span className="track__name"><Says message={stage.title} /></span>
          <span className="vh">{t(`ui.track.${looks[stage.state]}`)}</span>
          {at === current ? <span className="track__of">{t('ui.track.of', { at: at + 1, of: stages.length })}</span> : null}
        </li>
      ))}
    </ol>
  );
}
