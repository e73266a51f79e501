// Decides what a new attachment sets going.
export const handler = (): void => undefined;
