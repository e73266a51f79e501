/** Decides what is told of a fault: to the log its name, status and place, to whoever asked a code that the log has too. A message may quote a person, a key or an address, so only our own are kept. */
import { randomBytes } from 'node:crypto';
import type { Refusal } from '../contract';
import { JiraFault } from '../jira/ask';

/** Where in the code it was thrown. A message of several lines is part of the stack, so nothing of a line but file and position is taken. */
const placeOf = ({ stack = '', message }: Error): string | undefined => /^\s+at .*?([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/m.exec(stack.replace(message, ''))?.[1];

export function faultInLog(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // What we asked of Jira is described in it, and with which answer; nothing else.
  if (error instanceof JiraFault) return `${error.name}: ${error.message}`;
  const status = 'status' in error && typeof error.status === 'number' ? ` ${error.status}` : '';
  const place = placeOf(error);
  return `${error.name}${status}${place === undefined ? '' : ` at ${place}`}`;
}

/** What Jira does not show is not told apart from what is not there; everything else is put in the log under a reference. */
export function refusalOf(error: unknown): Refusal {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 404 || status === 403) return { code: 'no-such-issue', params: {} };
  const reference = `SD-${randomBytes(3).toString('hex').toUpperCase()}`;
  console.error(`${reference}: ${faultInLog(error)}`);
  const isUnreadable = error instanceof Error && error.name === 'UnreadableRequest';
  return { code: isUnreadable ? 'request-unreadable' : status === undefined ? 'fault' : 'jira-fault', params: { reference }, reference };
}
