// Finds intended effects that were never carried out.
export const handler = (): void => undefined;
