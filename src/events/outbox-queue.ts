// Carries out one intended effect that the queue delivers.
export const handler = (): void => undefined;
