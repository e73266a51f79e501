/** Decides the words of the desk and of what automation and agents ask. */
export const deskMessages = {
  'reach.state': '{request}: with {turn}. Next: {next}. {flags, plural, =0 {No flag is open.} one {# flag is open, and every gate is shut.} other {# flags are open, and every gate is shut.}}',
  'reach.unknown-reply': 'No reply is called “{reply}”. Write one of these names: {names}.',
  'reach.ask-decision': '{decision, select, proceed {This request waits for the decision “proceed”.} other {This request waits for the release.}} Someone with the permission “{permission}” decides in the Snapshot Desk panel, after reading the terms there.',
  'desk.next.resolve': 'Resolve: {step}',
  'desk.next.ended': '{ending, select, delivered {Delivered and closed} disposed {Closed after its disposal} withdrawn {Withdrawn} refused {Refused} expired {Ended as expired} duplicate {Ended as a duplicate} other {Ended}}',
  'desk.odd.fails': '{step}: fails',
  'desk.odd.unknown': '{step}: unknown',
  'desk.odd.voided': '{decision, select, proceed {Proceed void} other {Release void}}',
  'desk.odd.lapsed': '{decision, select, proceed {Proceed lapsed} other {Release lapsed}}',
  'desk.odd.refused': '{decision, select, proceed {Proceed refused} other {Release refused}}',
  'desk.odd.unsent': 'Reply not sent',
  'desk.odd.task': 'No SRE task',
  'desk.odd.over': 'Over estimate',
} as const satisfies Readonly<Record<string, string>>;
