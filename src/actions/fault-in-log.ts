/** Decides what the log holds of a fault: name, status and place. A message may quote a person, a key or an address, so only our own are kept. */
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
