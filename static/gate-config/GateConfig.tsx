/** Shows in plain words what a gate demands before a transition. */
import type { ReactNode } from 'react';
import type { GateConfigApi, GateName } from '../../src/contract';
import { Icon } from '../parts/Icon';
import type { Opening } from '../parts/opening';
import { Says, useWording } from '../parts/Says';
import { Screen } from '../parts/Screen';
import type { Site } from '../parts/show';
import { useOpening } from '../parts/use-opening';

type Description = Extract<ReturnType<GateConfigApi['gate.describe']>, { ok: true }>['value'];

/** What the page shows once it is answered. */
export function Demands({ gate, described }: { gate: GateName; described: Description }): ReactNode {
  const { t, say } = useWording();
  return (
    <>
      <h1 className="h-s">{t('ui.gate.name', { gate: say({ code: `gate.${gate}`, params: {} }) })}</h1>
      <section aria-label={t('ui.gate.demands')}>
        <div className="section__head"><h2 className="h-xs">{t('ui.gate.demands')}</h2></div>
        <ul className="card demands">{described.demands.map((demand, at) => <li key={at}><Icon name="todo" /><span><Says message={demand} /></span></li>)}</ul>
      </section>
      <p className="small">{t('ui.gate.closed')} {described.project === undefined ? t('ui.gate.own') : t('ui.gate.version', { version: described.rulesVersion, project: described.project })}</p>
    </>
  );
}

export function GateConfig({ gate, first, ask, site }: { gate: GateName; first: Promise<Opening<Description>>; ask: () => Promise<Opening<Description>>; site: Site }): ReactNode {
  const opened = useOpening(first, ask);
  return <Screen site={site} opened={opened}>{(described) => <Demands gate={gate} described={described} />}</Screen>;
}
