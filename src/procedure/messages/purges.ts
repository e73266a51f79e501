/** Decides the words of the page of all purges: why one stands out, and why a log is not taken. */
export const purgeMessages = {
  'purge.why.nobody': 'Nobody asked for the disposal of this tenant here.',
  'purge.why.company': 'It is another tenant of the company whose tenant {tenant} was approved in {ticket}.',
  'purge.why.too-early': 'Its waiting period in {ticket} ran until {until}.',
  'purge.why.before-approval': 'It was approved only later, on {on}, in {ticket}.',
  'purge.why.not-begun': 'It was approved in {ticket}, and nobody had checked everything again first.',
  'purge.why.not-then': 'It was approved in {ticket}, and carried out at another time.',
  'purge.why.stopped': 'Its disposal in {ticket} was cancelled or on hold since {on}.',
  'purge.why.twice': 'The disposal in {ticket} covers one purge, that of {on}. This is another one.',
  'purge.why.dump-only': 'Only the delivered dump was to go in {ticket}, not the tenant.',

  'purge.standing.not-approved': 'Not approved',
  'purge.standing.in-error': 'Purged in error',
  'purge.standing.not-attested': 'Not attested yet',
  'purge.standing.approved': 'Approved',
  'purge.standing.restored': 'Purged in error, restored',

  'not-a-purge-log': 'That is no log of purges. A table needs a column for the tenant and one for the time; JSON, a list of entries with both.',
  'purge-log-empty': 'There is no purge in that file.',
  'purge-log-no-tenant': 'Line {row} names no tenant. Nothing was taken in.',
  'purge-log-no-time': 'Line {row} has no time that can only be read one way, such as 2026-11-21T09:30:00Z or 2026-11-21. Nothing was taken in.',
  'purge-log-too-long': 'That is more than {most} purges. Import the log in several files.',

  'done.purges-imported': '{lines, plural, one {# purge} other {# purges}} read, {added, plural, =0 {none} other {#}} new.',
  'event.purges.imported': 'Imported the platform’s log of {lines, plural, one {# purge} other {# purges}}, {added} new, {from} to {until}, SHA-256 {sha256}',
} as const;
