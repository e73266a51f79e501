/** Decides the words of what time deletes: what goes, what it leaves, and why something could not go. */
export const retentionMessages = {
  'rules.trail-goes-first': 'The trail cannot go after {days, plural, one {# day} other {# days}}: it takes the request with it, and {what, select, form {the signed form is} key {the keys are} other {names, addresses and texts are}} to be kept longer.',
  'weakens.retention': 'Weakens a guard: evidence is deleted sooner.',
} as const;
