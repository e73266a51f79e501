/** Shows what can be done at any time, and the trail of what was done. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { RequestView } from '../../src/contract';
import { useActing, type Place } from '../parts/acting';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { useWording } from '../parts/Says';
import type { Intent } from './panel-state';
import type { Invoke } from './use-panel';

const Trail = lazy(async () => ({ default: (await import('./Trail')).Trail }));

export function Foot({ request, invoke, onOwn }: { request: RequestView; invoke: Invoke; onOwn: (intent: Intent, place: Place, pressed: HTMLElement) => void }): ReactNode {
  const { t } = useWording();
  const { at } = useActing();
  const [trail, setTrail] = useState(false);
  return (
    <section aria-label={t('ui.foot')}>
      {request.mayWrite ? (
        <div className="btns">
          <Button look="subtle" small icon="flag" onPress={(pressed) => { onOwn({ do: 'raise-flag' }, 'foot', pressed); }}>{t('ui.flag.raise')}</Button>
          <Button look="subtle" small icon="comment" onPress={(pressed) => { onOwn({ do: 'write-handover' }, 'foot', pressed); }}>{t('ui.handover.write')}</Button>
        </div>
      ) : null}
      {at('foot')}
      <details className="stage trail" onToggle={(event) => { setTrail(event.currentTarget.open); }}>
        <summary className="stage__head stage__head--small"><Icon name="chevron-right" className="stage__chev" /><span className="small">{t('ui.trail')}</span></summary>
        {trail ? <Suspense fallback={<p className="small" role="status">{t('ui.loading')}</p>}><Trail key={request.rev} invoke={invoke} /></Suspense> : null}
      </details>
    </section>
  );
}
