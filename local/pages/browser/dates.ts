// Decides how dates and sizes are written: "4 Dec", the year only when it is another, the time only today.
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** Jira writes the zone without a colon, which not every browser reads; a day without a time is that day everywhere. */
const moment = (iso: string): Date =>
  new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00` : iso.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

export function when(iso: string, now: Date): string {
  const at = moment(iso);
  if (Number.isNaN(at.getTime())) return iso;
  if (at.toDateString() === now.toDateString()) return `today ${time.format(at)}`;
  return at.getFullYear() === now.getFullYear() ? day.format(at) : dayAndYear.format(at);
}

export const inFull = (at: Date): string => full.format(at);

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
