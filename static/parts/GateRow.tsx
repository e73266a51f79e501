/** Shows the gates side by side, each open or shut and since when or why. */
import type { ReactNode } from 'react';
import type { SrePanelView } from '../../src/contract';
import { Says, useWording } from './Says';
import { StateIcon } from './StateIcon';

export function GateRow({ gates, stopped }: { gates: SrePanelView['gates']; stopped: boolean }): ReactNode {
  const { t, say } = useWording();
  // What keeps an earlier gate shut keeps the later ones shut too.
  const shut = gates.find(({ open, missing }) => !open && missing && missing.length > 0);
  return (
    <section aria-label={t('ui.gates')}>
      <ul className="gates">
        {gates.map(({ gate, open, meta }) => {
          const name = say({ code: `gate.${gate}`, params: {} });
          return (
            <li className="gate" key={gate}>
              <StateIcon look={open ? 'done' : stopped ? 'fails' : 'waiting'} />
              <p className="gate__name">{name.charAt(0).toUpperCase() + name.slice(1)}<span className="vh">, {t(open ? 'ui.gate.open' : 'ui.gate.shut')}</span></p>
              <p className="gate__meta"><Says message={meta} /></p>
            </li>
          );
        })}
      </ul>
      {shut?.missing ? <ul className="small gates__missing">{shut.missing.map((message, at) => <li key={at}><Says message={message} /></li>)}</ul> : null}
    </section>
  );
}
