/** Decides the words of erasing somebody from a whole desk. */
export const erasureMessages = {
  'erase-by-address': 'Give an email address or an account ID in full. Texts are looked through for it anywhere, so a name or a word alone would take what is about somebody else.',
} as const;
