/** Decides the words about files that keep failing, and the call that is suggested then. */
export const callMessages = {
  'attention.call': '{role, select, form {{count, number} different signed forms could not be used} key {{count, number} different files for the encryption key could not be used} other {{count, number} different files for the SSH key could not be used}}',
  'attention.call.why': 'Writing again has not helped so far. A few minutes on the telephone may.',
  'attention.call.fix': 'Call {name}{known, select, yes { ({address})} other {}}. Snapshot Desk keeps no telephone numbers: take it from your own customer records, never from this ticket.',
  'button.propose-call': 'Propose a call',
  'button.note-call': 'Note the call…',
  'turn.call': 'Call {name}',
  'call.held': '{role, select, form {Call held about the signed form.} key {Call held about the encryption key.} other {Call held about the SSH key.}}',
  'call.held.line': '{by}, {on}: “{note}”',
  'done.call-noted': 'The call is noted.',
  'no-call-due': 'No call is due about this file: it has passed, or its step is done. Nothing was noted.',
  'event.call.noted': 'Noted a call about the {role}, after {after, plural, one {# file} other {# files}} that failed',
  'event.key.turned-down': 'Tried a key that does not work as {role}, SHA-256 {sha256}',
  'portal.call': 'If it still does not work, we are glad to go through it with you on a call. Say in the comments when it suits you.',
};
