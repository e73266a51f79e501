// Decides what a new ticket sets going.
export const handler = (): void => undefined;
