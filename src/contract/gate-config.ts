/** Decides what the page of a gate in the workflow editor may ask; types only. */
import type { Message } from '../checks/message';
import type { GateName } from '../procedure/request';
import type { Answer } from './answer';

export type GateConfigApi = {
  /** Without a project these are the rules that the app brings along. */
  'gate.describe': (payload: { gate: GateName }) => Answer<{ readonly demands: readonly Message[]; readonly rulesVersion: number; readonly project?: string }>;
};
