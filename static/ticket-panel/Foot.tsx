/** Shows what can be done at any time, and the trail of what was done. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { RequestView } from '../../src/contract';
import { useActing, type Place } from '../parts/acting';
import { ActButton } from '../parts/ActButton';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { useWording } from '../parts/Says';
import type { OwnIntent } from './panel-state';
import type { Invoke } from './use-panel';

const Trail = lazy(async () => ({ default: (await import('./Trail')).Trail }));

function Folded({ title, onToggle, children }: { title: string; onToggle?: (open: boolean) => void; children: ReactNode }): ReactNode {
  return (
    <details className="foot__more" onToggle={(event) => { onToggle?.(event.currentTarget.open); }}>
      <summary className="foot__head"><Icon name="chevron-right" className="stage__chev" />{title}</summary>
      {children}
    </details>
  );
}

/** `steps` where they are not the panel's own matter. */
export function Foot({ request, invoke, steps, onOwn }: { request: RequestView; invoke: Invoke; steps: ReactNode; onOwn: (intent: OwnIntent, place: Place, pressed: HTMLElement) => void }): ReactNode {
  const { t } = useWording();
  const { at } = useActing();
  const [trail, setTrail] = useState(false);
  return (
    <section className="foot" aria-label={t('ui.foot')}>
      {request.mayWrite || request.ending.length > 0 ? (
        <div className="btns">
          {request.mayWrite ? (
            <>
              <Button look="subtle" small icon="flag" onPress={(pressed) => { onOwn({ do: 'raise-flag' }, 'foot', pressed); }}>{t('ui.flag.raise')}</Button>
              <Button look="subtle" small icon="comment" onPress={(pressed) => { onOwn({ do: 'write-handover' }, 'foot', pressed); }}>{t('ui.handover.write')}</Button>
              <Button look="subtle" small icon="person" onPress={(pressed) => { onOwn({ do: 'record-authorisation' }, 'foot', pressed); }}>{t('ui.authorise')}</Button>
            </>
          ) : null}
          {request.ending.map((button) => <ActButton key={button.action.do} button={button} place="foot" small />)}
        </div>
      ) : null}
      {at('foot')}
      {steps ? <Folded title={t('ui.steps.all')}>{steps}</Folded> : null}
      <Folded title={t('ui.trail')} onToggle={setTrail}>
        {trail ? <Suspense fallback={<p className="small" role="status">{t('ui.loading')}</p>}><Trail key={request.rev} invoke={invoke} onErase={(pressed) => { onOwn({ do: 'erase-person' }, 'foot', pressed); }} /></Suspense> : null}
      </Folded>
    </section>
  );
}
