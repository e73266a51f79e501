/** Shows the one line at the top: whose turn it is, what is next, the one primary button, and what follows. */
import { Fragment, type ReactNode, type Ref } from 'react';
import type { TurnView } from '../../src/contract';
import { Icon } from './Icon';
import { Lozenge, type Tone } from './Lozenge';
import { Says, useWording } from './Says';

const moods = {
  you: ['turn--you', 'info-bold'],
  danger: ['turn--danger', 'danger-bold'],
  waiting: ['', 'neutral'],
  done: ['', 'success'],
} as const satisfies Readonly<Record<TurnView['mood'], readonly [string, Tone]>>;

/** The portal has words of its own for who is waited for. */
type Turn = Omit<TurnView, 'who' | 'button'> & { readonly who: TurnView['who'] | 'us' | 'waiting' | 'closed' };

export function TurnBar({ turn, heading, children }: { turn: Turn; heading: Ref<HTMLHeadingElement>; children?: ReactNode }): ReactNode {
  const { t, headline } = useWording();
  // A finding that is to be resolved may say why in a second sentence; it stands below, where it needs attention.
  const { title } = headline(turn.what);
  const [look, tone] = moods[turn.mood];
  return (
    <header className={`turn ${look}`}>
      <p className="turn__who"><Lozenge tone={tone}>{t(`ui.turn.${turn.who}`)}</Lozenge></p>
      <h1 className="turn__what" ref={heading} tabIndex={-1}>{title}</h1>
      <div className="turn__do">{children}</div>
      {turn.next.length > 0 ? (
        <p className="turn__next">
          {turn.next.map((message, at) => <Fragment key={at}>{at > 0 ? ' ' : null}<Says message={message} names /></Fragment>)}
        </p>
      ) : null}
      {turn.note ? (
        <p className="turn__note"><Icon name="comment" /><span>{t('ui.turn.note', { from: turn.note.from, text: turn.note.text })}</span></p>
      ) : null}
    </header>
  );
}
