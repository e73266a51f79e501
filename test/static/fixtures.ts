/** Decides what the panels of the mock-ups are as data: one ticket of Northwind Traders, at each state that is drawn. */
import type { AttentionView, DecisionView, FactView, Message, PanelView, RequestView, StageState, StageView, StepView, TermView } from '../../src/contract';

/** The words of the fixtures: each message is its own template. */
export const fixtureCatalogue: Record<string, string> = {};

export function m(template: string, params: Message['params'] = {}): Message {
  fixtureCatalogue[template] = template;
  return { code: template, params };
}

const viewer = { accountId: 'priya', name: 'Priya Nair', may: ['run-checks'] } as const;
const directory = m('Licence directory, 2 h old');

const fact = (name: FactView['fact'], label: string, shown: string | undefined, source: Message, more: Partial<FactView> = {}): FactView => ({
  fact: name,
  label: m(label),
  source,
  confirmed: false,
  mayEdit: true,
  ...(shown !== undefined && { shown: m(shown) }),
  ...more,
});

const inQuestion = m('In the question');
const facts: readonly FactView[] = [
  fact('dates', 'Dates', undefined, inQuestion),
  fact('recipient', 'Recipient', undefined, inQuestion),
  fact('country', 'Country', undefined, inQuestion),
  fact('kind', 'Kind', 'Offboarding export', m('Request type'), { value: 'offboarding-export' }),
  fact('site', 'Site', 'northwind.atlassian.net', m('Ticket text'), { value: 'northwind.atlassian.net' }),
  fact('licences', 'Entitlement', 'E-1A2-B3C-D4E-5F6', m('Field “SEN”'), { value: ['E-1A2-B3C-D4E-5F6'] }),
  fact('tenant', 'Tenant', '7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4', directory, { value: '7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4', mono: true }),
  fact('product', 'Product', 'Timesheets', directory, { value: 'Timesheets' }),
  fact('requester', 'Requester', 'Dana Whitfield', m('Reporter'), {
    value: { accountId: 'dana', name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com', addressFrom: 'account' },
    small: m('dana.whitfield@northwindtraders.com, technical contact'),
  }),
];

const names = { intake: 'Intake', 'security-check': 'Security check', agreement: 'Agreement', keys: 'Keys', 'hand-off': 'Hand-off', delivery: 'Delivery', disposal: 'Disposal' } as const;

const stage = (name: StageView['stage'], state: StageState, count: string, meta?: string, steps: readonly StepView[] = [], open = false): StageView => ({
  stage: name,
  title: m(names[name]),
  state,
  open,
  count: m(count),
  steps,
  ...(meta !== undefined && { meta: m(meta) }),
});

const step = (id: string, title: string, state: StepView['state'], meta: string, more: Partial<StepView> = {}): StepView => ({ id, title: m(title), state, meta: m(meta), findings: [], actions: [], ...more });

const later = [stage('delivery', 'to-do', '5 steps'), stage('disposal', 'to-do', '4 steps')];
const before = [stage('intake', 'done', '9 of 9', 'Done 10 Nov'), stage('security-check', 'done', '6 of 6', '1 flag settled, “proceed” given 12 Nov'), stage('agreement', 'done', '4 of 4', 'Signed and countersigned 16 Nov')];

const base = {
  issueKey: 'SUP-2417',
  kind: 'offboarding-export',
  rev: 7,
  rulesVersion: 1,
  attention: [],
  settled: [],
  facts,
  factsSummary: m('6 found, 3 missing'),
  toConfirm: 0,
  decisions: [],
  files: {},
  attachments: [
    { id: '101', name: 'luis-ferreira.asc', size: 3120, at: '2026-11-20T08:12:00Z', by: 'Luis Ferreira' },
    { id: '102', name: 'service-request.pdf', size: 841_000, at: '2026-11-16T10:00:00Z', by: 'Priya Nair' },
  ],
  mayWrite: true,
  ending: [],
} as const satisfies Partial<RequestView>;

const panel = (now: string, request: RequestView): PanelView => ({ viewer, now, request });

const others = { names: { list: ['Jonas Weber', 'Mei Tanaka'], join: 'or' } } as const;

export const early: PanelView = panel('2026-11-10T09:00:00Z', {
  ...base,
  toConfirm: 6,
  turn: {
    who: 'you',
    mood: 'you',
    what: m('Ask {company} for {count, plural, one {# missing fact} other {# missing facts}}', { company: 'Northwind', count: 3 }),
    button: { label: m('Review question'), action: { do: 'review-reply', reply: 'missing-facts' } },
    next: [m('Then confirm the 6 facts found.'), m('{names} could do this too.', others), m('Clock not started.')],
  },
  attention: [
    {
      id: 'facts',
      tone: 'warning',
      icon: 'warns',
      title: m('3 facts are missing'),
      why: m('Nothing found for {facts}. This question to the customer is ready.', { facts: { list: ['dates', 'recipient', 'country'], join: 'or' } }),
      quote: {
        reply: 'missing-facts',
        title: m('Ask for missing facts'),
        text: 'Hello Dana,\n\nWe are preparing your offboarding export of Timesheets for northwind.atlassian.net. Before we go on, please tell us:\n\n1. From which date to which date do you need the data?\n2. Who will receive it? Please give name, email address and employer.\n3. In which country will the data be kept?',
        recipients: [
          { name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com', stranger: false, active: true },
          { name: 'Owen Park', address: 'owen.park@contoso.example', stranger: true, active: true },
        ],
        strangers: m('Owen Park is outside Northwind’s domain.'),
      },
      actions: [],
    },
  ],
  stages: [
    stage('intake', 'current', '0 of 9 confirmed', '6 found, 3 missing', [], true),
    stage('security-check', 'to-do', '6 steps', 'Runs once the facts are confirmed'),
    stage('agreement', 'to-do', '4 steps', 'Form goes out after “proceed”'),
    stage('keys', 'to-do', '4 steps'),
    stage('hand-off', 'to-do', '2 steps'),
    ...later,
  ],
});

const wasKey = 'B7E240C519AD8F36D21B6C90E4F8573A0D6E94B1';
const nowKey = '3F1C8A92D0476E5B21C97D84F0A35B6E9C1248D7';

const term = (name: string, label: string, value: string, width: TermView['width'], more: Partial<TermView> = {}): TermView => ({ term: name, label: m(label), value, as: 'text', width, ...more });

export const terms = (changed: Partial<TermView> = {}): readonly TermView[] => [
  term('site', 'Site', 'northwind.atlassian.net', 1),
  term('licences', 'Licence', 'E-1A2-B3C-D4E-5F6', 1),
  term('kind', 'Kind', 'Offboarding export', 1),
  term('requester', 'Requester', 'Dana Whitfield', 1, { small: 'dana.whitfield@northwindtraders.com' }),
  term('recipient', 'Recipient', 'Luis Ferreira', 1, { small: 'luis.ferreira@northwindtraders.com' }),
  term('scope', 'Scope', 'All work logs', 1, { small: '1 Jan 2019 to 31 Dec 2026' }),
  term('tenant', 'Tenant', '7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4', 3, { as: 'code' }),
  term('encryptionKey', 'Encryption key', nowKey, 3, { as: 'fingerprint', ...changed }),
  term('sshKey', 'SSH key', 'SHA256:zR4Y+FTZixeVe70MpsNcnXeyBR31rY0rJoxfxMlUMYE', 2, { as: 'code' }),
  term('signedForm', 'Signed form', 'service-request.pdf', 1, { as: 'file', attachmentId: '102', small: '2 signatures, unchanged since' }),
];

const lapse = m('Lapses on {day} and covers one delivery. If a term changes, it no longer holds.', { day: { day: '2026-12-22' } });

const release: DecisionView = {
  decision: 'release',
  state: 'voided',
  terms: terms({ changed: m('Changed {day}', { day: { day: '2026-11-19' } }) }),
  seal: '8c41 f0d2',
  termsDigest: '8c41f0d2',
  lozenge: m('1 of 9 changed'),
  foot: lapse,
  mayDecide: false,
  authority: m('{names} decides, once the key passes.', { names: { list: ['Helen Ström', 'Marcus Oduya'], join: 'or' } }),
  verdicts: { summary: m('13 of 14 verdicts pass'), lines: [] },
  worthKnowing: [],
};

const moreAbout = { actions: [{ label: m('Take another file…'), action: { do: 'take-file', role: 'encryption-key' } }] } as const;
const keyFile = (name: string, at: string): NonNullable<StepView['evidence']> => ({ name, kind: 'file', at, attachmentId: '101' });
const sshStep = step('ssh-key', 'SSH key is usable for the download', 'done', 'Ed25519, Luis Ferreira, 17 Nov', {
  evidence: keyFile('luis-ferreira.pub', '2026-11-17T09:00:00Z'),
  actions: [{ label: m('Open again…'), action: { do: 'reopen', step: 'ssh-key' } }],
});
const keyProven = (when: string): StepView => step('key-proven', 'Luis Ferreira proves that he holds the key', 'open', `A short code goes out when ${when} key passes`);
const sameKey = step('key-continuity', 'Key is the one used last time', 'not-applicable', 'Not applicable: first delivery to Northwind');

const expires: AttentionView = {
  id: 'encryption-key',
  tone: 'danger',
  icon: 'fails',
  title: m('The encryption key expires too early'),
  why: m('It expires on {expires}, but delivery may be as late as {due}.', { expires: { day: '2026-11-30' }, due: { day: '2026-12-04' } }),
  fix: m('Luis Ferreira extends it or makes a new one, and attaches it here.'),
  actions: [{ label: m('Override…'), action: { do: 'override', step: 'encryption-key' } }],
};

export const middle: PanelView = panel('2026-11-20T10:00:00Z', {
  ...base,
  turn: {
    who: 'you',
    mood: 'you',
    what: m('Ask Luis Ferreira for a key that lasts until 4 December'),
    button: { label: m('Review reply'), action: { do: 'review-reply', reply: 'key-again' } },
    next: [m('Then Luis Ferreira, then an approver.'), m('{names} could do this too.', others), m('Day 2 of 10, clock stopped since {day}.', { day: { day: '2026-11-19' } })],
    note: { from: 'Jonas', text: 'Luis is away until Monday, so copy Dana.' },
  },
  attention: [
    expires,
    {
      id: 'release',
      tone: 'warning',
      icon: 'voided',
      title: m('Release no longer holds'),
      why: m('Marcus Oduya approved it on 18 Nov. On 19 Nov Luis Ferreira attached another key.'),
      wasNow: [{ label: m('encryption key'), was: wasKey, now: nowKey, as: 'fingerprint' }],
      fix: m('An approver decides again once the key passes. Nothing else has changed.'),
      actions: [],
    },
  ],
  settled: [
    {
      id: 'flag-1',
      title: m('Lookalike address settled.'),
      text: m('The first address was at {odd}. Ruth Calloway, 12 Nov: “Typing error, checked by phone.”', { odd: 'northwlndtraders.com' }),
      odd: [['northw', false], ['l', true], ['ndtraders.com', false]],
    },
  ],
  decisions: [release],
  stages: [
    ...before,
    stage('keys', 'fails', '1 of 3', '1 fails', [
      step('encryption-key', 'Encryption key is usable until delivery', 'fails', 'Expires 30 Nov, needed until 4 Dec', {
        evidence: keyFile('luis-ferreira.asc', '2026-11-20T09:12:00Z'),
        findings: [{ check: 'openpgp-key', code: 'expires-too-early', weight: 'fail', says: m('It expires on 30 Nov.'), remedy: m('Luis Ferreira extends it.') }],
        ...moreAbout,
      }),
      sshStep,
      keyProven('the'),
      sameKey,
    ], true),
    stage('hand-off', 'waiting', '0 of 2', 'Release waits for an approver', [
      step('release', 'Release', 'waiting', 'Helen Ström or Marcus Oduya, once the key passes', { decision: 'release', lozenge: { text: m('No longer holds'), tone: 'warning' } }),
      step('sre-task', 'SRE task is made', 'open', 'After release, with one click'),
    ], true),
    ...later,
  ],
});

export const decide: PanelView = {
  viewer: { accountId: 'helen', name: 'Helen Ström', may: ['decide-release'] },
  now: '2026-11-24T10:00:00Z',
  request: {
    ...base,
    mayWrite: false,
  ending: [],
    turn: {
      who: 'you',
      mood: 'you',
      what: m('Decide the release for Northwind Traders'),
      button: { label: m('Decide release'), action: { do: 'decide', decision: 'release' } },
      next: [m('Then Priya Nair hands over to SRE.'), m('{names} could decide too.', { names: { list: ['Marcus Oduya'], join: 'or' } }), m('Day 2 of 10, clock running again.')],
    },
    decideNow: 'release',
    decisions: [
      {
        ...release,
        state: 'to-decide',
        terms: terms(),
        seal: '5be7 a913',
        termsDigest: '5be7a913',
        lozenge: m('Unchanged since “proceed”'),
        mayDecide: true,
        authority: m('Not the requester, the recipient or the verifier'),
        verdicts: {
          summary: m('All 14 verdicts pass'),
          oldest: m('Oldest evidence: licence directory, 2 h'),
          lines: [{ title: m('Requester is a listed contact'), outcome: 'pass', meta: m('Technical contact of E-1A2-B3C-D4E-5F6') }],
        },
        worthKnowing: [
          { title: m('Lookalike address settled'), meta: m('Ruth Calloway, 12 Nov: “Typing error, checked by phone.”') },
          { title: m('An earlier release no longer held'), meta: m('Marcus Oduya, 18 Nov. Void on 19 Nov: the key changed, then was extended to 24 Nov 2027') },
        ],
      },
    ],
    stages: [...before, stage('keys', 'done', '3 of 3', 'Done 23 Nov'), stage('hand-off', 'current', '0 of 2', undefined, [step('release', 'Release', 'next', 'Your decision', { decision: 'release' })], true), ...later],
  },
};

export const refused: PanelView = panel('2026-11-17T14:10:00Z', {
  ...base,
  turn: {
    who: 'you',
    mood: 'danger',
    what: m('Remove the private key from this ticket'),
    button: { label: m('Remove file'), action: { do: 'remove-file', attachmentId: '101' }, danger: true },
    next: [m('Then Luis Ferreira makes a new pair, and Ruth Calloway settles the alarm.'), m('Clock not started.')],
  },
  attention: [
    {
      id: 'alarm',
      tone: 'alarm',
      icon: 'alarm',
      title: m('A private key was attached'),
      lozenge: m('Every gate is shut'),
      why: m('{file} holds the secret half of the key. Whoever can read this ticket could copy it, so it is refused and counts as exposed.', { file: 'northwind-backup.asc' }),
      facts: [
        { label: m('Attached by'), value: m('Luis Ferreira, 17 Nov 14:02') },
        { label: m('Readable by'), value: m('Dana Whitfield, Luis Ferreira, 11 agents of SUP') },
        { label: m('Kept by the app'), value: m('Nothing. Only the first lines were read.') },
      ],
      todo: [
        { state: 'next', text: m('Remove the file'), who: m('You') },
        { state: 'open', text: m('Send the reply that asks for a new pair and a revocation'), who: m('You'), action: { do: 'review-reply', reply: 'private-key' } },
        { state: 'open', text: m('Settle the alarm with a reason'), who: m('Ruth Calloway, told 14:03') },
      ],
      actions: [],
    },
  ],
  stages: [
    ...before,
    stage('keys', 'fails', '1 of 3', 'Refused', [
      step('encryption-key', 'Encryption key is usable until delivery', 'fails', 'Refused: private key. A public key made from this pair is refused too', { evidence: keyFile('northwind-backup.asc', '2026-11-17T14:02:00Z'), ...moreAbout }),
      sshStep,
      keyProven('a'),
      sameKey,
    ], true),
    stage('hand-off', 'to-do', '2 steps', 'Shut by the alarm'),
    ...later,
  ],
});

export const noRequest: PanelView = { viewer, now: '2026-11-10T09:00:00Z', begin: { may: true, kinds: ['data-dump', 'audit-log-dump', 'offboarding-export'], guessed: 'offboarding-export', why: m('No snapshot request is kept for this ticket yet.') } };

export const mayNotBegin: PanelView = { viewer: { ...viewer, may: [] }, now: '2026-11-10T09:00:00Z', begin: { may: false, kinds: [], why: m('No snapshot request is kept for this ticket yet. Priya Nair or Jonas Weber can begin one.') } };

const quiet = (view: PanelView, turn: RequestView['turn']): PanelView => ({ ...view, ...(view.request && { request: { ...view.request, mayWrite: false, ending: [], turn, attention: [], settled: [] } }) });

export const waiting: PanelView = quiet(middle, { who: 'customer', mood: 'waiting', what: m('Luis Ferreira attaches a new key'), next: [m('Then you check it. Asked 19 Nov.')] });
export const ended: PanelView = quiet(middle, { who: 'nobody', mood: 'done', what: m('Withdrawn by the customer'), next: [m('Priya Nair closed it on 21 Nov.')] });
