/** Shows what was approved above what it is now, with the difference marked. */
import type { ReactNode } from 'react';
import type { AttentionView } from '../../src/contract';
import { Fingerprint } from './Fingerprint';
import { useWording } from './Says';

/** The stretch of `now` that is not in `was`, between what both begin with and what both end with. */
export function difference(was: string, now: string): readonly [string, string, string] {
  const most = Math.min(was.length, now.length);
  let start = 0;
  while (start < most && was[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && was[was.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return [now.slice(0, start), now.slice(start, now.length - end), now.slice(now.length - end)];
}

function Now({ was, now, as }: { was: string; now: string; as: 'fingerprint' | 'text' }): ReactNode {
  if (as === 'fingerprint') return <Fingerprint value={now} unlike={was} />;
  const [before, changed, after] = difference(was, now);
  return <>{before}<mark>{changed}</mark>{after}</>;
}

export function WasNow({ changes }: { changes: NonNullable<AttentionView['wasNow']> }): ReactNode {
  const { t, say } = useWording();
  return changes.map(({ label, was, now, as }) => (
    <div key={label.code + was + now}>
      <p className="was-cap">{t('ui.changed', { what: say(label) })}</p>
      <dl className="was">
        <dt>{t('ui.was')}</dt>
        <dd>{as === 'fingerprint' ? <Fingerprint value={was} /> : was}</dd>
        <dt>{t('ui.now')}</dt>
        <dd><Now was={was} now={now} as={as} /></dd>
      </dl>
    </div>
  ));
}
