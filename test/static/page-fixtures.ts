/** Decides what the SRE panel, the settings page and the gate's page show in tests: the same ticket, the default rules. */
import type { GateConfigApi, SettingsView, SrePanelView } from '../../src/contract';
import { checkShapes } from '../../src/procedure/check-shapes';
import { defaultRules } from '../../src/procedure/default-rules';
import { m, terms } from './fixtures';

const at = (open: boolean, text: string): { open: boolean; meta: ReturnType<typeof m> } => ({ open, meta: m(text) });

export const sreEquals: SrePanelView = {
  now: '2026-11-27T14:02:00Z',
  packet: {
    ticket: 'SUP-2417',
    standing: 'equals',
    terms: terms().filter(({ as }) => as !== 'file'),
    approvals: [m('Proceed by Helen Ström, 12 Nov'), m('Release by Helen Ström, 24 Nov')],
    due: m('Due {day}, day 5 of 10', { day: { day: '2026-12-04' } }),
    publicKey: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
  },
  gates: [{ gate: 'proceed', ...at(true, 'Open, 12 Nov') }, { gate: 'hand-off', ...at(true, 'Open, 24 Nov') }, { gate: 'start-work', ...at(true, 'Open, 25 Nov') }, { gate: 'deliver', ...at(false, 'Shut, 2 files') }],
};

export const sreStop: SrePanelView = {
  now: '2026-11-27T11:18:00Z',
  packet: {
    ticket: 'SUP-2417',
    standing: 'stop',
    why: m('The tenant in the task was edited after you started.'),
    terms: terms().filter(({ as }) => as !== 'file'),
    approvals: [m('Release by Helen Ström, 24 Nov')],
  },
  differences: [{ label: 'Tenant ID', was: '7f3c9a52', now: '91be9a52' }],
  gates: [{ gate: 'proceed', ...at(true, 'Open, 12 Nov') }, { gate: 'hand-off', ...at(true, 'Open, 24 Nov') }, { gate: 'start-work', ...at(false, 'Shut, 11:16') }, { gate: 'deliver', ...at(false, 'Shut, 11:16') }],
};

/** Two of three files do not pass, and nobody who may not deliver would see them. */
export const sreDeliver: SrePanelView = {
  ...sreEquals,
  turn: { who: 'you', mood: 'you', what: m('Fix 2 of 3 files before delivery'), next: [m('Due {day}, day 5 of 10.', { day: { day: '2026-12-04' } })], act: 'record' },
  gates: sreEquals.gates.map((gate) => (gate.open ? gate : { ...gate, missing: [m('The listed contacts may object until 30 Nov.')] })),
  delivery: {
    attempt: {
      number: 1,
      state: 'not-sealed',
      meta: m('Recorded by Tomasz Zieliński, 27 Nov'),
      files: [
        { name: 'SUP-2417-identities.7z.gpg', size: 6_000_000, sha256: 'f14ed06a'.padEnd(56, '0') + 'cbcccd4d', outcome: 'fail', sealedTo: m('Luis Ferreira and 5D0E 91C7'), why: m('Nobody approved the second key.') },
        { name: 'SUP-2417-attachments.7z.gpg', size: 0, sha256: '0'.repeat(64), outcome: 'unknown', sealedTo: m('Unknown') },
        { name: 'SUP-2417-raw.7z.gpg', size: 1_400_000_000, sha256: '1'.repeat(64), outcome: 'pass', sealedTo: m('Luis Ferreira only') },
      ],
      place: { host: 'drop-eu1.brightwell.example', hostKey: `SHA256:${'k'.repeat(43)}`, username: 'sd-2417', path: '/home/sd-2417', expiresOn: '2026-12-15' },
    },
    earlier: [],
    commands: [{ command: 'import', title: m('Import the key and compare'), small: m('It must be the key above'), shell: 'gpg --import SUP-2417-key.asc' }],
    acts: ['record', 'mis-delivered'],
    usual: { username: 'sd-sup-2417', path: '/home/sd-sup-2417', expiresOn: '2026-12-18' },
  },
};

export const sreAstray: SrePanelView = {
  ...sreStop,
  packet: { ...sreStop.packet, ticket: 'SUP-2417', standing: 'stop', terms: [], approvals: [], why: m('A flag on the support ticket is not settled.') },
  reports: ['remove-access'],
  misDelivery: { title: m('Attempt 1 went to the wrong place'), why: m('71 hours are left.'), close: { command: 'close', title: m('Shut the account'), small: m('On the delivery host'), shell: 'sudo usermod --lock -- sd-2417' } },
};

export const sreNone: SrePanelView = { now: '2026-11-27T11:18:00Z', gates: [] };

export const settings: SettingsView = {
  rules: defaultRules,
  rev: 0,
  people: {},
  checks: checkShapes(),
  usual: defaultRules,
  nowhere: [],
  since: '2026-09-03',
  running: 8,
  retention: {},
  directory: { licences: 412, tenants: 1207, asOf: '2026-11-20T06:00:00Z', source: 'Marketplace licence report' },
  checkpoints: { sealed: 12, posted: 12 },
  unguarded: [{ workflow: 'SUP: support workflow', transition: 'Close', gate: 'close' }],
  may: ['administer-rules'],
};

export const handOffGate: Extract<ReturnType<GateConfigApi['gate.describe']>, { ok: true }>['value'] = {
  demands: [m('Signed form is here'), m('Encryption key is usable until delivery'), m('Release is approved and holds')],
  rulesVersion: 7,
};
