/** Shows what a decision approves: every term, the seal that people compare, and how long it holds. */
import type { ReactNode } from 'react';
import type { DecisionView } from '../../src/contract';
import { FactList } from './FactList';
import { Icon } from './Icon';
import { Lozenge, type Tone } from './Lozenge';
import { Says, useWording } from './Says';

const tones: Readonly<Record<DecisionView['state'], Tone>> = { 'not-yet': 'warning', 'to-decide': 'neutral', approved: 'success', refused: 'danger', voided: 'warning', lapsed: 'warning', used: 'neutral' };

function Head({ decision, heading }: { decision: DecisionView; heading: ReactNode }): ReactNode {
  const { t } = useWording();
  return (
    <>
      {heading}
      {decision.lozenge ? <Lozenge tone={tones[decision.state]}><Says message={decision.lozenge} /></Lozenge> : null}
      <span className="small terms__seal">{t('ui.terms.seal')} <code>{decision.seal}</code></span>
    </>
  );
}

/** `open` where the decision is the matter at hand, with the buttons under the terms; folded away elsewhere. */
export function TermsCard({ decision, open = false, heading, children }: { decision: DecisionView; open?: boolean; heading: string; children?: ReactNode }): ReactNode {
  const foot = (
    <div className="terms__foot">
      <p className="small"><Says message={decision.foot} /></p>
      {children}
    </div>
  );
  if (open) {
    return (
      <div className="terms">
        <div className="terms__head"><Head decision={decision} heading={<h2 className="h-xs">{heading}</h2>} /></div>
        <FactList terms={decision.terms} copy={['fingerprint']} />
        {foot}
      </div>
    );
  }
  return (
    <details className="terms">
      <summary className="terms__head"><Icon name="chevron-right" className="stage__chev" /><Head decision={decision} heading={<span className="h-xs">{heading}</span>} /></summary>
      <FactList terms={decision.terms} copy={['fingerprint']} />
      {foot}
    </details>
  );
}
