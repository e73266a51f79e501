/** Shows one stage: a row of its own while it needs nobody, its steps where it does. */
import type { ReactNode } from 'react';
import type { RequestView, StageView } from '../../src/contract';
import { Icon } from './Icon';
import { IntakeFacts } from './IntakeFacts';
import { Says } from './Says';
import { StateIcon, type Look } from './StateIcon';
import { StepRow } from './StepRow';

const looks = { done: 'done', current: 'next', fails: 'fails', waiting: 'waiting', 'to-do': 'open' } as const satisfies Readonly<Record<StageView['state'], Look>>;

/** The row that opens and closes a group, for stages and for what is built like one. */
export function StageHead({ look, name, count, meta }: { look: Look; name: ReactNode; count?: ReactNode; meta?: ReactNode }): ReactNode {
  return (
    <summary className="stage__head">
      <Icon name="chevron-right" className="stage__chev" />
      <StateIcon look={look} />
      <span className="stage__name">{name}</span>
      {count === undefined ? null : <span className="stage__count">{count}</span>}
      {meta === undefined ? null : <span className="stage__meta">{meta}</span>}
    </summary>
  );
}

export function StageGroup({ stage, request }: { stage: StageView; request: RequestView }): ReactNode {
  const alarm = stage.state === 'fails' && request.attention.some(({ tone }) => tone === 'alarm');
  return (
    <details className="stage" open={stage.open}>
      <StageHead look={alarm ? 'alarm' : looks[stage.state]} name={<Says message={stage.title} />} count={<Says message={stage.count} />} meta={stage.meta ? <Says message={stage.meta} /> : undefined} />
      <div className="steps">
        {stage.stage === 'intake' ? <IntakeFacts request={request} /> : null}
        {stage.steps.length > 0 ? (
          <ol>{stage.steps.map((step) => <StepRow key={step.id} step={step} decision={request.decisions.find(({ decision, state }) => decision === step.decision && state !== 'not-yet')} />)}</ol>
        ) : null}
      </div>
    </details>
  );
}
