/** Shows the commands of a packet in their order, each to be copied whole. */
import type { ReactNode } from 'react';
import type { CommandView } from '../../src/contract';
import { CopyButton } from '../parts/CopyButton';
import { Says, useWording } from '../parts/Says';

export function Command({ command, nth }: { command: CommandView; nth?: number }): ReactNode {
  const { t, say } = useWording();
  return (
    <>
      <p className="cmd__label">{nth === undefined ? null : <span className="cmd__n">{nth}</span>}<b><Says message={command.title} /></b><span className="small"><Says message={command.small} /></span></p>
      <div className="cmd__box"><code>{command.shell}</code><CopyButton value={command.shell} what={t('ui.sre.command', { command: say(command.title) })} /></div>
    </>
  );
}

export function Commands({ commands }: { commands: readonly CommandView[] }): ReactNode {
  const { t } = useWording();
  if (commands.length === 0) return null;
  return (
    <section aria-labelledby="commands">
      <div className="section__head"><h2 className="h-xs" id="commands">{t('ui.sre.commands')}</h2></div>
      <ol className="cmds">{commands.map((command, at) => <li key={command.command}><Command command={command} nth={at + 1} /></li>)}</ol>
    </section>
  );
}
