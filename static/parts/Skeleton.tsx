/** Holds the place of a panel that is being fetched, in its measures, so that nothing jumps when it comes. */
import type { ReactNode } from 'react';
import { useWording } from './Says';

export function Skeleton({ rows }: { rows: number }): ReactNode {
  const { t } = useWording();
  return (
    <div aria-busy="true">
      <p className="vh" role="status">{t('ui.loading')}</p>
      <div className="skeleton skeleton--turn" />
      <div className="skeleton skeleton--track" />
      <div className="stages">{Array.from({ length: rows }, (_, at) => <div className="skeleton__row" key={at}><span className="skeleton" /></div>)}</div>
    </div>
  );
}
