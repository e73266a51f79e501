// Decides what a deleted attachment sets going.
export const handler = (): void => undefined;
