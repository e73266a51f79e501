// Decides how dates and sizes are written: "4 Dec", the year only when it is another, the time only today.
// Everybody on this host has UTC in their profile, as Jira tells the app: the browser's own zone would tell another time
// than the panel beside it does.
const timeZone = 'UTC';
const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });

/** Jira writes the zone without a colon, which not every browser reads; a day without a time is that day everywhere. */
const moment = (iso: string): Date =>
  new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00Z` : iso.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

export function when(iso: string, now: Date): string {
  const at = moment(iso);
  if (Number.isNaN(at.getTime())) return iso;
  if (dayAndYear.format(at) === dayAndYear.format(now)) return `today ${time.format(at)}`;
  return at.getUTCFullYear() === now.getUTCFullYear() ? day.format(at) : dayAndYear.format(at);
}

export const inFull = (at: Date): string => full.format(at);

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
