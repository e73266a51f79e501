/** Shows a customer where their request stands, and the one thing that they are asked for now. */
import { useRef, type ReactNode } from 'react';
import type { KeyView, PortalView, Refusal } from '../../src/contract';
import { Busy } from '../parts/Button';
import { ActingProvider } from '../parts/acting';
import { Icon } from '../parts/Icon';
import type { Opening } from '../parts/opening';
import { Says, useWording } from '../parts/Says';
import { Screen } from '../parts/Screen';
import type { Site } from '../parts/show';
import { TurnBar } from '../parts/TurnBar';
import { useOpening } from '../parts/use-opening';
import { Code } from './Code';
import { Download } from './Download';
import { Keybase } from './Keybase';
import { KeyDrop } from './KeyDrop';
import { Receipt } from './Receipt';
import { Road } from './Road';
import { usePortal, type Acts, type Invoke } from './use-portal';

type Shown = NonNullable<PortalView['request']>;

function About({ about }: { about: NonNullable<Shown['about']> }): ReactNode {
  const { kept } = useWording();
  return <dl className="facts">{about.map(({ label, value }) => <div className="fact" key={label.code}><dt><Says message={label} /></dt><dd>{kept(value)}</dd></div>)}</dl>;
}

/** Keys that are asked for stand open; the others can still be replaced, but do not ask for it. */
function Keys({ keys, keybase, acts }: { keys: readonly KeyView[]; keybase: string | undefined; acts: Acts }): ReactNode {
  const { t } = useWording();
  const wanted = keys.filter((key) => key.wanted);
  const others = keys.filter((key) => !key.wanted);
  const keybaseOf = ({ role }: KeyView): ReactNode => (role === 'encryption-key' ? <Keybase key={keybase} username={keybase} acts={acts} /> : null);
  return (
    <>
      {wanted.map((view, at) => <KeyDrop key={view.role} view={view} acts={acts} main={at === 0}>{keybaseOf(view)}</KeyDrop>)}
      {others.length > 0 ? (
        <details className="portal__others">
          <summary className="linklike">{t(others.every(({ given }) => !given) ? 'ui.portal.keys.early' : wanted.length > 0 ? 'ui.portal.keys.others' : 'ui.portal.keys')}</summary>
          {others.map((view) => <KeyDrop key={view.role} view={view} acts={acts} main={false}>{keybaseOf(view)}</KeyDrop>)}
        </details>
      ) : null}
    </>
  );
}

/** What the portal shows once it is answered. */
export function PortalContent({ view: { request, relation }, acts }: { view: PortalView; acts: Acts }): ReactNode {
  const { t } = useWording();
  const heading = useRef<HTMLHeadingElement>(null);
  if (!request) return <><h1 className="vh">{t('ui.portal.title')}</h1><p className="empty">{t('ui.portal.none')}</p></>;
  const { turn, road, about, keys, keybase, code, receipt, download } = request;
  return (
    <>
      <TurnBar turn={turn} heading={heading} />
      <div className="done" role="status">{acts.done ? <><Icon name="done" /><Says message={acts.done} /></> : null}</div>
      {code ? <Code code={code} acts={acts} /> : null}
      {keys ? <Keys keys={keys} keybase={keybase} acts={acts} /> : null}
      {download ? <Download download={download} /> : null}
      {receipt ? <Receipt receipt={receipt} acts={acts} /> : null}
      <Road road={road} yours={relation === 'requester' || relation === 'recipient'} />
      {about ? <About about={about} /> : null}
    </>
  );
}

function Acting({ view, invoke, replace }: { view: PortalView; invoke: Invoke; replace: (view: PortalView) => void }): ReactNode {
  const acts = usePortal(invoke, replace);
  return (
    <Busy.Provider value={acts.underWay !== undefined}>
      <ActingProvider.Provider value={{ act: () => undefined, at: () => null, current: acts.underWay && { action: undefined, place: acts.underWay, underWay: true } }}>
        <PortalContent view={view} acts={acts} />
      </ActingProvider.Provider>
    </Busy.Provider>
  );
}

/** A customer knows of no gates and no admin. */
const forCustomers = (fault: Refusal): Refusal => (fault.code === 'request-unreadable' ? { ...fault, code: 'ui.portal.unreadable' } : fault);

export function Portal({ first, ask, invoke, site }: { first: Promise<Opening<PortalView>>; ask: () => Promise<Opening<PortalView>>; invoke: Invoke; site: Site }): ReactNode {
  const { fault, ...opened } = useOpening(first, ask);
  return <Screen site={site} opened={{ ...opened, ...(fault && { fault: forCustomers(fault) }) }} now={opened.value?.now}>{(view) => <Acting view={view} invoke={invoke} replace={opened.replace} />}</Screen>;
}
