// Decides what a changed ticket sets going.
export const handler = (): void => undefined;
