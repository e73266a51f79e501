/** Shows one line of the checklist: its state, why, its evidence, and what this reader may do about it. */
import { useId, useState, type ReactNode } from 'react';
import type { DecisionView, StepState, StepView } from '../../src/contract';
import { useActing } from './acting';
import { ActButton } from './ActButton';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import { EvidenceChip } from './EvidenceChip';
import { Lozenge } from './Lozenge';
import { Says, useWording } from './Says';
import { StateIcon, type Look } from './StateIcon';
import { TermsCard } from './TermsCard';

const looks: Readonly<Record<StepState, { readonly look: Look; readonly row: string; readonly settled: boolean }>> = {
  open: { look: 'open', row: 'open', settled: false },
  next: { look: 'next', row: 'next', settled: false },
  waiting: { look: 'waiting', row: 'wait', settled: false },
  unknown: { look: 'unknown', row: 'wait', settled: false },
  warns: { look: 'warns', row: 'warn', settled: false },
  fails: { look: 'fails', row: 'fail', settled: true },
  done: { look: 'done', row: 'done', settled: true },
  overridden: { look: 'overridden', row: 'done', settled: true },
  'not-applicable': { look: 'not-applicable', row: 'na', settled: true },
};

/** Where somebody is told, and the line to copy: needed by whoever is about to say that they told them. */
function Telling({ step: { tell, title } }: { step: StepView }): ReactNode {
  const { say } = useWording();
  if (!tell) return null;
  return <div className="step__note"><p className="step__guide"><Says message={tell.says} /></p><p className="quote"><Says message={tell.line} /> <CopyButton value={say(tell.line)} what={say(title)} /></p></div>;
}

function More({ step, children }: { step: StepView; children?: ReactNode }): ReactNode {
  return (
    <>
      {step.guidance === undefined ? null : <p className="step__guide">{step.guidance}</p>}
      {step.evidence?.text === undefined ? null : <p className="quote step__note">{step.evidence.text}</p>}
      {step.findings.length > 0 ? (
        <ul className="findings">
          {step.findings.map((finding) => (
            <li className="finding" key={finding.check + finding.code}><span><Says message={finding.says} /></span> <span className="subtle"><Says message={finding.remedy} /></span></li>
          ))}
        </ul>
      ) : null}
      {children}
    </>
  );
}

export function StepRow({ step, decision, here }: { step: StepView; decision?: DecisionView | undefined; here?: ReactNode }): ReactNode {
  const { t, say } = useWording();
  const { at } = useActing();
  const [more, setMore] = useState(false);
  const body = useId();
  const { look, row, settled } = looks[step.state];
  const place = `step:${step.id}`;
  // What is settled, or waits for somebody else, keeps its row quiet: everything sits behind “More”.
  const first = settled ? undefined : step.actions[0];
  const others = first ? step.actions.slice(1) : step.actions;
  const hasMore = others.length > 0 || step.findings.length > 0 || step.guidance !== undefined || step.tell !== undefined || step.evidence?.text !== undefined;
  const opened = at(place);
  return (
    <li className={`step step--${row}`}>
      <StateIcon look={look} />
      <div className="step__text">
        <p className="step__title"><span><Says message={step.title} /></span>{step.lozenge ? <Lozenge tone={step.lozenge.tone}><Says message={step.lozenge.text} /></Lozenge> : null}</p>
        {step.meta ? <p className="step__meta"><Says message={step.meta} /></p> : null}
      </div>
      <div className="step__chip">{step.evidence ? <EvidenceChip evidence={step.evidence} /> : null}</div>
      <div className={first ? 'step__act step__act--wide' : 'step__act'}>
        {first ? <ActButton button={first} place={place} small /> : null}
        {hasMore ? <Button look="subtle" icon="more" label={t('ui.more', { about: say(step.title) })} expanded={more} onPress={() => { setMore(!more); }} /> : null}
      </div>
      {more || decision || here || opened ? (
        <div className="step__body" id={body}>
          {more || opened ? <Telling step={step} /> : null}
          {more ? <More step={step}>{others.length > 0 ? <div className="btns">{others.map((button) => <ActButton key={button.action.do} button={button} place={place} small />)}</div> : null}</More> : null}
          {opened}
          {decision ? <TermsCard decision={decision} heading={t(decision.state === 'approved' || decision.state === 'used' ? 'ui.terms.approved' : 'ui.terms.to-approve')} /> : null}
          {here}
        </div>
      ) : null}
    </li>
  );
}
