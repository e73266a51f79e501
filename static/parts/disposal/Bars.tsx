/** Shows why a disposal would be refused now, before anything can be pressed. */
import type { ReactNode } from 'react';
import type { Message } from '../../../src/contract';
import { Says, useWording } from '../Says';
import { SectionMessage } from '../SectionMessage';

export function Bars({ bars }: { bars: readonly Message[] }): ReactNode {
  const { t } = useWording();
  if (bars.length === 0) return null;
  return (
    <SectionMessage tone="danger" title={t('ui.dispose.bars', { count: bars.length })}>
      <ul className="bars">{bars.map((bar) => <li key={bar.code}><Says message={bar} /></li>)}</ul>
    </SectionMessage>
  );
}
