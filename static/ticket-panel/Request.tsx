/** Shows a request: one line first, deviations, then the decision that waits for this reader or the stages. */
import { lazy, Suspense, type ReactNode, type Ref } from 'react';
import type { Message, RequestView } from '../../src/contract';
import { useActing, type Place } from '../parts/acting';
import { ActButton } from '../parts/ActButton';
import { Attention } from '../parts/Attention';
import { Icon } from '../parts/Icon';
import { Says, useWording } from '../parts/Says';
import { StageGroup } from '../parts/StageGroup';
import { StageTrack } from '../parts/StageTrack';
import { TurnBar } from '../parts/TurnBar';
import { Decision } from './Decision';
import { Foot } from './Foot';
import { decisionOnScreen, type OwnIntent } from './panel-state';
import type { Invoke, Panel } from './use-panel';

const Disposals = lazy(async () => ({ default: (await import('../parts/disposal/Disposals')).Disposals }));

export function Request({ request, heading, done, invoke, change, onOwn }: {
  request: RequestView;
  heading: Ref<HTMLHeadingElement>;
  done: Message | undefined;
  invoke: Invoke;
  change: Panel['change'];
  onOwn: (intent: OwnIntent, place: Place, pressed: HTMLElement) => void;
}): ReactNode {
  const { t } = useWording();
  const { at, current } = useActing();
  // “Decide…” at a step opens the terms; a decision that waits for the reader opens by itself.
  const asked = decisionOnScreen(current?.action, request);
  const decision = request.decisions.find((one) => one.decision === asked);
  const { turn } = request;
  const decides = turn.button?.action.do === 'decide' && decision !== undefined;
  const stages = <div className="stages">{request.stages.map((stage) => <StageGroup key={stage.stage} stage={stage} request={request} />)}</div>;
  return (
    <>
      <TurnBar turn={turn} heading={heading}>{turn.button && !decides ? <ActButton button={turn.button} place="turn" main /> : null}</TurnBar>
      <div className="done" role="status">{done ? <><Icon name="done" /><Says message={done} /></> : null}</div>
      {at('turn')}
      <StageTrack stages={request.stages} />
      <Attention items={request.attention} settled={decision ? [] : request.settled} already={turn.button?.action} />
      {decision ? <Decision decision={decision} change={change} /> : null}
      {decision ? null : <section aria-label={t('ui.stages')}>{stages}</section>}
      {request.disposal ? <Suspense><Disposals view={request.disposal} already={turn.button?.action} /></Suspense> : null}
      <Foot request={request} invoke={invoke} onOwn={onOwn} steps={decision ? stages : undefined} />
    </>
  );
}
