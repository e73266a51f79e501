/** Decides the words of what time deletes: what goes, what it leaves, and why something could not go. */
export const retentionMessages = {
  'rules.trail-goes-first': 'The trail cannot go after {days, plural, one {# day} other {# days}}: it takes the request with it, and {what, select, form {the signed form is} key {the keys are} other {names, addresses and texts are}} to be kept longer.',
  'weakens.retention': 'Weakens a guard: evidence is deleted sooner.',
  'event.retention.let-go': '{class, select, form {The signed form was} key {The keys were} other {Names, addresses and texts were}} deleted, having been kept as long as version {version} of the rules says{count, plural, =0 {} one {: # file} other {: # files}}',
  'event.retention.trail-gone': 'The request {issueKey} was deleted with its trail of {events, plural, one {# entry} other {# entries}}, having been kept as long as version {version} of the rules says; the last hash was {head}',
  'event.retention.directory-gone': '{part, select, licences {The licence directory} other {The tenant map}} of {asOf} was deleted, having been kept as long as version {version} of the rules says: {count, plural, one {# entry} other {# entries}}',
  'event.packet.opened': 'Opened the packet',
  'trail-went': 'There was a snapshot request on this ticket. It was deleted with its trail on {on}, having been kept for as long as the rules say. A new request begins on a ticket of its own, so that nobody takes its trail for a cut one.',
  'retention-not-due': 'It is no longer to be deleted.',
  'let-go-already': 'What this request rests on was deleted after its period. Begin a new request on a ticket of its own.',
  'retention.gone.form': 'The signed form was deleted {on}, after its period.',
  'retention.gone.key': 'The keys were deleted {on}, after their period.',
  'retention.gone.addresses': 'Names, addresses and texts were erased {on}, after their period.',
  'desk.odd.let-go': 'names erased after their period',
} as const;
