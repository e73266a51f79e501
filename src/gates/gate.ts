// Answers a workflow validator for one gate, and keeps the gate shut when it could not be checked.
export type GateName = 'proceed' | 'hand-off' | 'start-work' | 'deliver' | 'dispose' | 'close';

export interface GateAnswer {
  readonly result: boolean;
  readonly errorMessage?: string;
}

export const gate = (name: GateName) => (): GateAnswer => ({
  result: false,
  errorMessage: `Snapshot Desk could not check “${name}”, so it stays shut. The ticket is unchanged. Try again in a minute.`,
});
