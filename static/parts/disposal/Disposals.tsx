/** Shows every disposal of a request: where each stands, what happens when, who can do what, and how it can be stopped. */
import { useId, type ReactNode } from 'react';
import type { Action, DisposalAct, DisposalOffer, DisposalsView, DisposalView } from '../../../src/contract';
import { useActing, type Place } from '../acting';
import { ActButton } from '../ActButton';
import { Icon } from '../Icon';
import { Lozenge } from '../Lozenge';
import { Says, useWording } from '../Says';
import { whatOf } from './invoke';
import { WaitTimeline } from './WaitTimeline';

/** What moves a disposal on; everything else stops it, puts it off or reports it. */
const onward: readonly DisposalAct[] = ['decide', 'tell', 'begin', 'attest', 'certify', 'sweep', 'restore', 'verify-restore'];

const stoppable: readonly DisposalView['standing'][] = ['to-decide', 'waiting', 'due', 'begun'];
const timed: readonly DisposalView['standing'][] = [...stoppable, 'held', 'carried-out'];

const placeOf = (number: number): Place => `disposal:${String(number)}`;

/** `already` is what the turn’s own button does: the same button twice would be one too many. */
function Acts({ disposal: { disposal, profile, acts }, main, already }: { disposal: DisposalView; main: boolean; already: Action | undefined }): ReactNode {
  const isTurns = (act: DisposalAct): boolean => already?.do === 'dispose' && already.act === act && already.disposal === disposal;
  const offered = acts.filter((act) => onward.includes(act) === main && !isTurns(act));
  if (offered.length === 0) return null;
  return <div className="btns">{offered.map((act) => <ActButton key={act} button={{ label: { code: `ui.dispose.act.${act}`, params: {} }, action: { do: 'dispose', act, disposal, profile } }} place={placeOf(disposal)} small={!main} />)}</div>;
}

function Runbook({ runbook: { title, steps, until }, open }: { runbook: NonNullable<DisposalView['runbook']>; open: boolean }): ReactNode {
  return (
    <details className="foot__more" open={open}>
      <summary className="foot__head"><Icon name="chevron-right" className="stage__chev" /><Says message={title} /></summary>
      <ol className="runbook">{steps.map((step) => <li key={step.code}><Says message={step} /></li>)}</ol>
      {until ? <p className="small"><Says message={until} /></p> : null}
    </details>
  );
}

function Facts({ facts }: { facts: DisposalView['facts'] }): ReactNode {
  const { kept } = useWording();
  return <dl className="facts">{facts.map(({ label, value, small }, at) => <div className="fact" key={at}><dt><Says message={label} /></dt><dd><Says message={value} />{small === undefined ? null : <small>{kept(small)}</small>}</dd></div>)}</dl>;
}

function Disposal({ view, already }: { view: DisposalView; already: Action | undefined }): ReactNode {
  const { t } = useWording();
  const { at } = useActing();
  const { standing, title, lozenge, line, site, tenantId, systems, wait, waitsUntil, runbook } = view;
  // What is over, and asks nobody for anything, is one row; a runbook is at hand for as long as it holds.
  const isOpen = stoppable.includes(standing) || standing === 'held' || runbook !== undefined || view.acts.some((act) => onward.includes(act));
  return (
    <details className="terms disposal" open={isOpen}>
      <summary className="terms__head"><Icon name="chevron-right" className="stage__chev" /><h3 className="h-xs"><Says message={title} /></h3><Lozenge tone={lozenge.tone}><Says message={lozenge.text} /></Lozenge></summary>
      <div className="disposal__body">
        <p><Says message={line} /></p>
        {timed.includes(standing) ? <WaitTimeline items={wait} /> : null}
        <Acts disposal={view} main already={already} />
        {at(placeOf(view.disposal))}
        <dl className="facts">
          <div className="fact"><dt>{t('ui.dispose.site')}</dt><dd>{site}</dd></div>
          <div className="fact fact--two"><dt>{t('ui.dispose.row.tenant')}</dt><dd><code className="long">{tenantId}</code></dd></div>
          <div className="fact fact--wide"><dt>{t('ui.dispose.systems')}</dt><dd>{systems.map((system) => <p key={system}>{system}</p>)}</dd></div>
        </dl>
        <Facts facts={view.facts} />
        {runbook ? <Runbook runbook={runbook} open={standing === 'in-error'} /> : null}
      </div>
      {stoppable.includes(standing) || view.acts.some((act) => !onward.includes(act)) ? (
        <div className="terms__foot">
          {stoppable.includes(standing) ? <p className="small">{standing === 'due' || standing === 'begun' ? t('ui.dispose.stoppable.still') : t('ui.dispose.stoppable', { until: { day: waitsUntil } })}</p> : null}
          <Acts disposal={view} main={false} already={already} />
        </div>
      ) : null}
    </details>
  );
}

function Offer({ offer: { profile, label, may, bars } }: { offer: DisposalOffer }): ReactNode {
  const { t, say } = useWording();
  if (bars.length > 0) return <div><p>{t('ui.dispose.cannot-yet', { what: whatOf(profile) })}</p><ul className="bars small">{bars.map((bar) => <li key={bar.code}><Says message={bar} /></li>)}</ul></div>;
  if (!may) return <p>{t('ui.dispose.who-asks', { what: whatOf(profile), permission: say({ code: 'permission.request-disposal', params: {} }) })}</p>;
  return <div className="btns"><ActButton button={{ label, action: { do: 'dispose', act: 'ask', profile } }} place="disposal" /></div>;
}

export function Disposals({ view: { disposals, offers }, already }: { view: DisposalsView; already?: Action | undefined }): ReactNode {
  const { t } = useWording();
  const { at } = useActing();
  const id = useId();
  const own = offers.filter(({ profile }) => !(already?.do === 'dispose' && already.act === 'ask' && already.profile === profile));
  if (disposals.length === 0 && own.length === 0) return null;
  return (
    <section aria-labelledby={id} className="disposals">
      <div className="section__head"><h2 className="h-xs" id={id}>{t('ui.dispose.section')}</h2></div>
      {own.map((offer) => <Offer key={offer.profile} offer={offer} />)}
      {at('disposal')}
      {disposals.map((view) => <Disposal key={view.disposal} view={view} already={already} />)}
    </section>
  );
}
