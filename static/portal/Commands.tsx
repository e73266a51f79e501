/** Shows commands that are copied together, with what they are for. */
import type { ReactNode } from 'react';
import { CopyButton } from '../parts/CopyButton';

export function Commands({ commands, what }: { commands: readonly string[]; what: string }): ReactNode {
  const text = commands.join('\n');
  return <div className="cmd__box"><code>{text}</code><CopyButton value={text} what={what} /></div>;
}
