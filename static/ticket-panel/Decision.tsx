/** Shows a decision to the one who may take it: exactly the terms, then what stands behind them. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { DecisionView } from '../../src/contract';
import { useActing } from '../parts/acting';
import { Button } from '../parts/Button';
import { Says, useWording } from '../parts/Says';
import { StageHead } from '../parts/StageGroup';
import { StateIcon, type Look } from '../parts/StateIcon';
import { TermsCard } from '../parts/TermsCard';
import { ReasonForm } from '../parts/ReasonForm';
import type { Panel } from './use-panel';

const looks = { pass: 'done', warn: 'warns', fail: 'fails', unknown: 'unknown' } as const satisfies Readonly<Record<DecisionView['verdicts']['lines'][number]['outcome'], Look>>;

function WorthKnowing({ title, meta, stands }: DecisionView['worthKnowing'][number]): ReactNode {
  const { headline } = useWording();
  const { title: fact, rest } = headline(title);
  return (
    <li className="step">
      <StateIcon look={stands ? 'warns' : 'done'} />
      <div className="step__text">
        <p className="step__title">{fact}</p>
        <p className="step__meta">{rest === undefined ? null : <>{rest} </>}<Says message={meta} /></p>
      </div>
    </li>
  );
}

function Behind({ decision: { verdicts, worthKnowing, mayDecide, authority } }: { decision: DecisionView }): ReactNode {
  const { t } = useWording();
  // A warning passes; what it says is worth knowing.
  const worst = (['fail', 'unknown'] as const).find((outcome) => verdicts.lines.some((line) => line.outcome === outcome)) ?? 'pass';
  const standing = worthKnowing.some(({ stands }) => stands);
  return (
    <div className="stages">
      <details className="stage">
        <StageHead look={looks[worst]} name={<Says message={verdicts.summary} />} meta={verdicts.oldest ? <Says message={verdicts.oldest} /> : undefined} />
        <ul className="steps">
          {verdicts.lines.map((line) => (
            <li className="step" key={line.title.code}>
              <StateIcon look={looks[line.outcome]} />
              <div className="step__text"><p className="step__title"><Says message={line.title} /></p><p className="step__meta"><Says message={line.meta} /></p></div>
            </li>
          ))}
        </ul>
      </details>
      {worthKnowing.length > 0 ? (
        <details className="stage" open>
          <StageHead look="warns" name={t('ui.decide.worth-knowing')} count={worthKnowing.length} meta={t(standing ? 'ui.decide.stands' : 'ui.decide.settled')} />
          <ul className="steps">
            {worthKnowing.map((one, at) => <WorthKnowing key={at} {...one} />)}
          </ul>
        </details>
      ) : null}
      <div className="stage stage__head stage__head--still">
        <StateIcon look={mayDecide ? 'done' : 'waiting'} />
        <span className="stage__name">{t(mayDecide ? 'ui.decide.may' : 'ui.decide.may-not')}</span>
        <span className="stage__meta"><Says message={authority} /></span>
      </div>
    </div>
  );
}

export function Decision({ decision, change }: { decision: DecisionView; change: Panel['change'] }): ReactNode {
  const { t } = useWording();
  const { at, current } = useActing();
  const [refusing, setRefusing] = useState(false);
  const place = `decision:${decision.decision}`;
  const opened = { intent: { do: 'decide', decision: decision.decision }, place } as const;
  const underWay = current?.place === place && current.underWay;
  const formElsewhere = current !== undefined && !current.underWay && current.action?.do !== 'decide';
  const asked = current?.action?.do === 'decide' && !current.underWay;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked) section.current?.focus();
  }, [asked]);
  const { decision: name, termsDigest } = decision;
  return (
    <>
      <section aria-label={t('ui.decide')} ref={section} tabIndex={-1}>
        <TermsCard decision={decision} open heading={t(decision.mayDecide ? 'ui.decide.exactly' : 'ui.terms.to-approve')}>
          {decision.mayDecide && !refusing ? (
            <div className="btns">
              <Button onPress={() => { setRefusing(true); }}>{t('ui.decide.refuse')}</Button>
              <Button look={formElsewhere ? 'default' : 'primary'} working={underWay} onPress={() => { void change(opened, (invoke) => invoke('decision.approve', { decision: name, termsDigest })); }}>{t(`ui.decide.approve.${name}`)}</Button>
            </div>
          ) : null}
          {refusing ? (
            <ReasonForm
              label={t('ui.decide.refuse-why')}
              submit={t(`ui.decide.refuse.${name}`)}
              danger
              onSubmit={(reason) => { void change(opened, (invoke) => invoke('decision.refuse', { decision: name, termsDigest, reason })); }}
              onCancel={() => { setRefusing(false); }}
            />
          ) : null}
          {at(place)}
        </TermsCard>
      </section>
      <section aria-label={t('ui.decide.behind')}>
        <div className="section__head"><h2 className="h-xs">{t('ui.decide.behind')}</h2></div>
        <Behind decision={decision} />
      </section>
    </>
  );
}
