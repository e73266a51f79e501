/** Decides how a sentence is named: a code of the catalogue with its parameters, never the sentence itself. */

/** A parameter that the reader's side spells out: a day or moment in the viewer's zone, or names joined by “and” or “or”. */
export type Parameter =
  | string
  | number
  | { readonly day: string }
  | { readonly moment: string }
  | { readonly list: readonly string[]; readonly join: 'and' | 'or' };

export type Parameters = Readonly<Record<string, Parameter>>;

/** A parameter that is plain text; empty for a day, a number or a list. */
export const plain = (parameter: Parameter | undefined): string => (typeof parameter === 'string' ? parameter : '');

/** A catalogue entry to show. `code` is stable: the trail stores it for ever, so codes are added and never given another meaning. */
export type Message = { readonly code: string; readonly params: Parameters };
