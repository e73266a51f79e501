/** Decides what the SRE panel, the settings page and the gate's page show in tests: the same ticket, the default rules. */
import type { GateConfigApi, SettingsView, SrePanelView } from '../../src/contract';
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
  gates: [{ gate: 'proceed', ...at(true, 'Open, 12 Nov') }, { gate: 'hand-off', ...at(true, 'Open, 24 Nov') }, { gate: 'start-work', ...at(false, 'Shut, 11:16') }, { gate: 'deliver', ...at(false, 'Shut, 11:16') }],
};

export const sreNone: SrePanelView = { now: '2026-11-27T11:18:00Z', gates: [] };

export const settings: SettingsView = {
  rules: defaultRules,
  since: '2026-09-03',
  running: 8,
  directory: { licences: 412, tenants: 1207, asOf: '2026-11-20T06:00:00Z', source: 'Marketplace licence report' },
  checkpoints: { sealed: 12, posted: 12 },
  unguarded: [{ workflow: 'SUP: support workflow', transition: 'Close', gate: 'close' }],
  may: ['administer-rules'],
};

export const handOffGate: Extract<ReturnType<GateConfigApi['gate.describe']>, { ok: true }>['value'] = {
  demands: [m('Signed form is here'), m('Encryption key is usable until delivery'), m('Release is approved and holds')],
  rulesVersion: 7,
};
