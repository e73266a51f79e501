/** Decides the search for tickets that are older than the app, as it stands before an admin changes it. */
import type { Rules } from '../../src/contract';

const quoted = (name: string): string => `"${name.replace(/["\\]/g, '\\$&')}"`;

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/**
 * Tickets of the types that are requests today; an admin adds what they were called before. The day on which the app came is
 * searched as well: what became a request on it is passed over.
 */
export function oldTicketsSearch({ requestTypes }: Pick<Rules, 'requestTypes'>, appSince: string | undefined): string {
  const types = requestTypes.length > 0 ? `"Request Type" in (${requestTypes.map(({ name }) => quoted(name)).join(', ')})` : 'summary ~ "snapshot"';
  return appSince === undefined ? types : `${types} AND created < "${dayAfter(appSince)}"`;
}
