/** Shows a message of the server in the reader's words, on its own or with the names in it set off. */
import { createContext, Fragment, useContext, type ReactNode } from 'react';
import type { Message } from '../../src/contract';
import type { Wording } from './wording';

const WordingOfScreen = createContext<Wording | undefined>(undefined);
export const WordingProvider = WordingOfScreen.Provider;

export function useWording(): Wording {
  const wording = useContext(WordingOfScreen);
  if (!wording) throw new Error('A screen is shown without its wording');
  return wording;
}

/** `names` sets off the members of lists; `shown` replaces a parameter by what a screen makes of it. */
export function Says({ message, names = false, shown }: { message: Message; names?: boolean; shown?: Readonly<Record<string, ReactNode>> | undefined }): ReactNode {
  const { say, pieces } = useWording();
  if (!names && !shown) return say(message);
  return pieces(message, Object.keys(shown ?? {})).map((piece, at) => {
    if (typeof piece === 'string') return <Fragment key={at}>{piece}</Fragment>;
    const own = shown?.[piece.parameter];
    if (own !== undefined) return <Fragment key={at}>{own}</Fragment>;
    return <Fragment key={at}>{piece.spelled.map(({ text, member }, index) => (names && member ? <b key={index}>{text}</b> : <Fragment key={index}>{text}</Fragment>))}</Fragment>;
  });
}
