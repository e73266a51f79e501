/** Shows the trail, newest first, a page at a time, and whether its chain is whole. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Refusal, TrailLine } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Lozenge } from '../parts/Lozenge';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { TakeTrail } from './TakeTrail';
import type { Invoke } from './use-panel';

type Page = { readonly lines: readonly TrailLine[]; readonly more: boolean; readonly intact: boolean; readonly mayTake: boolean; readonly mayErase: boolean };

export function Trail({ invoke, onErase }: { invoke: Invoke; onErase: (pressed: HTMLElement) => void }): ReactNode {
  const { t, moment } = useWording();
  const [shown, setShown] = useState<Page>();
  const [refusal, setRefusal] = useState<Refusal>();

  const read = async (before: number | undefined, earlier: readonly TrailLine[]): Promise<void> => {
    setRefusal(undefined);
    const answer = await ask(() => invoke('trail.read', before === undefined ? {} : { before }));
    if (answer.ok) setShown({ ...answer.value, lines: [...earlier, ...answer.value.lines] });
    else setRefusal(answer.refusal);
  };

  useEffect(() => {
    void read(undefined, []);
    // The trail is read once when it is opened; the panel gives it a new key when the request changes.
  }, []);

  const again = (): void => { void read(shown?.lines.at(-1)?.seq, shown?.lines ?? []); };
  if (refusal) return <RefusalMessage refusal={refusal} onRetry={again} />;
  if (!shown) return <p className="small" role="status">{t('ui.loading')}</p>;
  return (
    <div className="trail__page">
      <p>{shown.intact ? <Lozenge tone="success">{t('ui.trail.intact')}</Lozenge> : <Lozenge tone="danger">{t('ui.trail.broken')}</Lozenge>}</p>
      <ol className="trail__lines">
        {shown.lines.map(({ seq, at, who, what, besides, digest }) => (
          <li key={seq}>
            <span className="trail__at">{moment(at)}</span>
            <span><Says message={what} />{besides.map((one, nth) => <span className="trail__besides" key={nth}><Says message={one} /></span>)}<small>{t('ui.trail.by', { who, seq })} <code>{digest.slice(0, 8)}</code></small></span>
          </li>
        ))}
      </ol>
      {shown.mayTake ? <TakeTrail invoke={invoke} onTaken={() => { void read(undefined, []); }} /> : null}
      {shown.mayErase ? <Button look="subtle" small onPress={onErase}>{t('ui.erase')}</Button> : null}
      {shown.more ? <Button small onPress={again}>{t('ui.trail.earlier')}</Button> : null}
    </div>
  );
}
