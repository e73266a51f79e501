/** Shows how far the request has come, stop by stop. */
import type { ReactNode } from 'react';
import type { RoadItemView } from '../../src/contract';
import { Says, useWording } from '../parts/Says';
import { StateIcon } from '../parts/StateIcon';

const looks = { done: 'done', now: 'next', 'to-do': 'open' } as const;

/** The last stop is the certificate; the file of it will stand there. */
export function Road({ road, yours }: { road: readonly RoadItemView[]; yours: boolean }): ReactNode {
  const { t } = useWording();
  return (
    <section aria-labelledby="road">
      <h2 className="h-s portal__head" id="road">{t(yours ? 'ui.portal.road.yours' : 'ui.portal.road')}</h2>
      <ol className="road">
        {road.map(({ stop, state, what, when, more }) => (
          <li key={stop} className={`road__item road__item--${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <StateIcon look={looks[state]} />
            <p className="road__what"><Says message={what} /></p>
            <p className="road__when">{when ? <Says message={when} /> : null}</p>
            {more ? <p className="road__more"><Says message={more} /></p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
