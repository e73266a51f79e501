/** Shows the packet of an SRE task and what is next on it, or that the task no longer equals what was approved. */
import { lazy, Suspense, useRef, type ReactNode } from 'react';
import type { SreChanged, SrePanelView, TermView } from '../../src/contract';
import { ActingProvider, useActing, type Acting as Starts, type Place } from '../parts/acting';
import { ActButton as DisposalButton } from '../parts/ActButton';
import { Busy, Button } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { FactList } from '../parts/FactList';
import { GateRow } from '../parts/GateRow';
import { Icon } from '../parts/Icon';
import { Lozenge } from '../parts/Lozenge';
import type { Opening } from '../parts/opening';
import { PreparedReply } from '../parts/PreparedReply';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { saveFile } from '../parts/save-file';
import { Screen } from '../parts/Screen';
import { SectionMessage } from '../parts/SectionMessage';
import type { Site } from '../parts/show';
import { StopBanner } from '../parts/StopBanner';
import { TurnBar } from '../parts/TurnBar';
import { useOpening } from '../parts/use-opening';
import { ActForm } from './ActForm';
import { Command, Commands } from './Commands';
import { ActButton, Delivery } from './Delivery';
import { Stopped } from './Stopped';
import { useActs, type Acts, type Dispose, type Invoke, type OnTask } from './use-acts';

const Disposals = lazy(async () => ({ default: (await import('../parts/disposal/Disposals')).Disposals }));
const DisposalForm = lazy(async () => ({ default: (await import('../parts/disposal/DisposalForm')).DisposalForm<SreChanged> }));

type Packet = NonNullable<SrePanelView['packet']>;

function Terms({ packet }: { packet: Packet }): ReactNode {
  const { t, say } = useWording();
  const { ticket, standing, terms, approvals, due, publicKey, production } = packet;
  const equals = standing === 'equals';
  const title = t(equals ? 'ui.sre.packet' : 'ui.sre.terms', { ticket });
  const stated: readonly TermView[] = production ? [{ term: 'production', label: { code: 'ui.sre.production', params: {} }, value: production.site, small: say(production.meta), as: 'text', width: 1 }] : [];
  return (
    <section aria-label={title}>
      <div className="section__head">
        <h2 className="h-xs">{title}</h2>
        {equals ? <Lozenge tone="success">{t('ui.sre.equals')}</Lozenge> : null}
        {due ? <span className="small"><Says message={due} /></span> : null}
      </div>
      <div className="terms">
        <FactList terms={[...stated, ...terms]} copy={['fingerprint', 'code']} />
        <div className="terms__foot">
          <ul className="small" aria-label={t('ui.sre.approvals')}>{approvals.map((approval, at) => <li key={at}><Says message={approval} /></li>)}</ul>
          {publicKey !== undefined && equals ? (
            <div className="btns btns--middle">
              <CopyButton value={publicKey} what={t('ui.sre.key')} />
              <Button icon="download" onPress={() => { saveFile(`${ticket}-key.asc`, publicKey, 'text/plain'); }}>{t('ui.sre.download')}</Button>
            </div>
          ) : null}
        </div>
      </div>
    </section>
  );
}

function MisDelivery({ misDelivery: { title, why, close } }: { misDelivery: NonNullable<SrePanelView['misDelivery']> }): ReactNode {
  const { say } = useWording();
  return <SectionMessage tone="danger" title={say(title)}><p><Says message={why} /></p>{close ? <Command command={close} /> : null}</SectionMessage>;
}

/** Goes to the recipient by hand: folded, so that it is not read by whoever looks over a shoulder. */
function ForRecipient({ message }: { message: string }): ReactNode {
  const { t } = useWording();
  return (
    <section aria-labelledby="message">
      <div className="section__head"><h2 className="h-xs" id="message">{t('ui.sre.message')}</h2><span className="small">{t('ui.sre.message.why')}</span></div>
      <div className="card card--pad message">
        <CopyButton value={message} what={t('ui.sre.message')} />
        <details><summary className="linklike">{t('ui.sre.message.read')}</summary><PreparedReply text={message} /></details>
      </div>
    </section>
  );
}

/** What the panel shows once it is answered. */
export function SreContent({ view, acts }: { view: SrePanelView; acts: Acts }): ReactNode {
  const { t } = useWording();
  const heading = useRef<HTMLHeadingElement>(null);
  const { at } = useActing();
  const { packet, gates, turn, delivery, differences, misDelivery } = view;
  if (!packet) return <><h1 className="vh">{t('ui.app')}</h1><p className="empty">{t('ui.sre.none')}</p></>;
  const stopped = packet.standing === 'stop';
  const { open } = acts;
  const formAt = (place: OnTask['place']): ReactNode =>
    open?.place === place && typeof open.act === 'string' ? (
      <div className="card card--pad act">
        {acts.refused ? <RefusalMessage refusal={acts.refused} /> : null}
        <ActForm opened={{ act: open.act, place }} delivery={delivery} clearing={view.clearing} acts={acts} />
      </div>
    ) : null;
  return (
    <>
      {stopped ? <StopBanner title={t(packet.why?.code === 'turn.ended' ? 'ui.sre.stop.ended' : differences || packet.why?.code === 'packet.stop.voided' ? 'ui.sre.stop' : 'ui.sre.stop.held')}>{packet.why ? <Says message={packet.why} /> : null}</StopBanner> : null}
      {turn ? <TurnBar turn={turn} heading={heading}>{turn.act ? <ActButton act={turn.act} acts={acts} place="turn" main /> : turn.button ? <DisposalButton button={turn.button} place="turn" main /> : null}</TurnBar> : null}
      <div className="done" role="status">{acts.done ? <><Icon name="done" /><Says message={acts.done} /></> : null}</div>
      {formAt('turn')}
      {at('turn')}
      {misDelivery ? <MisDelivery misDelivery={misDelivery} /> : null}
      {stopped ? <Stopped differences={differences} ended={packet.why?.code === 'turn.ended'} clearing={view.clearing} reports={view.reports} acts={acts}>{formAt('stop')}</Stopped> : null}
      {view.disposal ? <Suspense fallback={<section aria-busy="true" />}><Disposals view={view.disposal} already={turn?.button?.action} /></Suspense> : null}
      <Terms packet={packet} />
      <GateRow gates={gates} stopped={stopped} />
      {delivery ? (
        <>
          <Delivery delivery={delivery} already={turn?.act} acts={acts}>{formAt('delivery')}</Delivery>
          {delivery.message === undefined ? null : <ForRecipient message={delivery.message} />}
          <Commands commands={delivery.commands} />
        </>
      ) : null}
      {stopped ? <p className="msg msg--line"><span className="state"><Icon name="lock" /></span><span>{t('ui.sre.hidden')}</span></p> : null}
    </>
  );
}

/** The form of an act on a disposal, where that was started, with why it was refused. */
function disposing(view: SrePanelView, acts: Acts, invoke: Invoke): Pick<Starts, 'act' | 'at'> {
  const { open, refused } = acts;
  const formOf = (action: Dispose): ReactNode => (
    <>
      {refused ? <RefusalMessage refusal={refused} /> : null}
      <Suspense fallback={<div className="form" aria-busy="true" />}>
        <DisposalForm key={JSON.stringify(action)} action={action} disposals={view.disposal?.disposals ?? []} invoke={invoke} send={acts.send} reopen={() => invoke('packet.open', {})} onClose={acts.close} />
      </Suspense>
    </>
  );
  return {
    act: (action, place) => { if (action.do === 'dispose') acts.toggle({ act: action, place }); },
    at: (place: Place) => (open?.place === place && typeof open.act !== 'string' ? formOf(open.act) : null),
  };
}

function Acting({ view, invoke, replace }: { view: SrePanelView; invoke: Invoke; replace: (view: SrePanelView) => void }): ReactNode {
  const acts = useActs(invoke, replace);
  const { open } = acts;
  const current = open && { action: typeof open.act === 'string' ? undefined : open.act, place: open.place, underWay: acts.underWay };
  return (
    <Busy.Provider value={acts.underWay}>
      <ActingProvider.Provider value={{ ...disposing(view, acts, invoke), current }}>
        <SreContent view={view} acts={acts} />
      </ActingProvider.Provider>
    </Busy.Provider>
  );
}

export function SrePanel({ first, ask, invoke, site }: { first: Promise<Opening<SrePanelView>>; ask: () => Promise<Opening<SrePanelView>>; invoke: Invoke; site: Site }): ReactNode {
  const opened = useOpening(first, ask);
  return <Screen site={site} opened={opened} now={opened.value?.now}>{(view) => <Acting view={view} invoke={invoke} replace={opened.replace} />}</Screen>;
}
