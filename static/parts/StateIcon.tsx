/** Shows a state as an icon, a colour and a hidden word, so that none of the three stands alone. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import { useWording } from './Says';

const looks = {
  done: ['done', 'success', 'ui.state.done'],
  next: ['current', 'brand', 'ui.state.next'],
  fails: ['fails', 'danger', 'ui.state.fails'],
  alarm: ['alarm', 'danger', 'ui.state.alarm'],
  warns: ['warns', 'warning', 'ui.state.warns'],
  voided: ['voided', 'warning', 'ui.state.voided'],
  flag: ['flag', 'warning', 'ui.state.flag'],
  unknown: ['unknown', 'subtle', 'ui.state.unknown'],
  waiting: ['clock', 'subtle', 'ui.state.waiting'],
  open: ['todo', 'muted', 'ui.state.open'],
  'not-applicable': ['not-applicable', 'muted', 'ui.state.not-applicable'],
  overridden: ['voided', 'warning', 'ui.state.overridden'],
  info: ['info', 'info', 'ui.state.info'],
} as const satisfies Readonly<Record<string, readonly [IconName, string, string]>>;

export type Look = keyof typeof looks;

export function StateIcon({ look }: { look: Look }): ReactNode {
  const { t } = useWording();
  const [icon, tone, word] = looks[look];
  return (
    <span className={`state state--${tone}`}>
      <Icon name={icon} />
      <span className="vh">{t(word)} </span>
    </span>
  );
}
