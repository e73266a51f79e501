/** Shows the packet of an SRE task: the terms that were approved, or that the task no longer equals them. */
import type { ReactNode } from 'react';
import type { SrePanelView } from '../../src/contract';
import { Button } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { FactList } from '../parts/FactList';
import { GateRow } from '../parts/GateRow';
import { Icon } from '../parts/Icon';
import { Lozenge } from '../parts/Lozenge';
import type { Opening } from '../parts/opening';
import { Says, useWording } from '../parts/Says';
import { saveFile } from '../parts/save-file';
import { Screen } from '../parts/Screen';
import type { Site } from '../parts/show';
import { StopBanner } from '../parts/StopBanner';
import { useOpening } from '../parts/use-opening';

type Packet = NonNullable<SrePanelView['packet']>;

function Terms({ packet }: { packet: Packet }): ReactNode {
  const { t } = useWording();
  const { ticket, standing, terms, approvals, due, publicKey } = packet;
  const stopped = standing === 'stop';
  const title = t(stopped ? 'ui.sre.terms' : 'ui.sre.packet', { ticket });
  return (
    <section aria-label={title}>
      <div className="section__head">
        {stopped ? <h2 className="h-xs">{title}</h2> : <h1 className="h-xs">{title}</h1>}
        {stopped ? null : <Lozenge tone="success">{t('ui.sre.equals')}</Lozenge>}
        {due ? <span className="small"><Says message={due} /></span> : null}
      </div>
      <div className="terms">
        <FactList terms={terms} copy={['fingerprint', 'code']} />
        <div className="terms__foot">
          <ul className="small" aria-label={t('ui.sre.approvals')}>{approvals.map((approval, at) => <li key={at}><Says message={approval} /></li>)}</ul>
          {publicKey !== undefined && !stopped ? (
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

/** What the panel shows once it is answered. */
export function SreContent({ view }: { view: SrePanelView }): ReactNode {
  const { t } = useWording();
  const { packet, gates } = view;
  if (!packet) return <><h1 className="vh">{t('ui.app')}</h1><p className="empty">{t('ui.sre.none')}</p></>;
  const stopped = packet.standing === 'stop';
  return (
    <>
      {stopped ? <StopBanner title={t('ui.sre.stop')}>{packet.why ? <Says message={packet.why} /> : null}</StopBanner> : null}
      <Terms packet={packet} />
      <GateRow gates={gates} stopped={stopped} />
      {stopped ? <p className="msg msg--line"><span className="state"><Icon name="lock" /></span><span>{t('ui.sre.hidden')}</span></p> : null}
    </>
  );
}

export function SrePanel({ first, ask, site }: { first: Promise<Opening<SrePanelView>>; ask: () => Promise<Opening<SrePanelView>>; site: Site }): ReactNode {
  const opened = useOpening(first, ask);
  return <Screen site={site} opened={opened} now={opened.value?.now}>{(view) => <SreContent view={view} />}</Screen>;
}
