// Gives tests a request of Northwind at each station of its way, with verdicts that rest on what it says.
import type { Finding, Outcome } from '../../src/checks/check';
import { basisOf, checklist, fileOfCheck, markSubject, type StepStanding } from '../../src/procedure/checklist';
import { decide } from '../../src/procedure/decision';
import { defaultRules } from '../../src/procedure/default-rules';
import { challenge, answer } from '../../src/procedure/possession';
import type { Act, DecisionName, Fact, FactName, FactValues, FileRole, KeptVerdict, Mark, SnapshotRequest, TakenFile } from '../../src/procedure/request';
import type { Rules, Step } from '../../src/procedure/rules';
import type { Reader } from '../../src/procedure/wording';
import { genesis } from '../../src/trail/chain';

/** The steps that a request goes through here; what is done in them is what these tests are about, not which the default has. */
const own: readonly Step[] = [
  { id: 'delivered', stage: 'delivery', before: 'dispose', who: 'deliver', mandatory: true, secondPerson: false, done: { by: 'attestation', asks: 'link' } },
  { id: 'receipt', stage: 'delivery', before: 'dispose', who: 'run-checks', mandatory: true, secondPerson: false, done: { by: 'attestation', asks: 'note' } },
  { id: 'disposed', stage: 'disposal', before: 'close', who: 'deliver', mandatory: true, secondPerson: true, done: { by: 'attestation', asks: 'link' } },
];
const untilTheTask = defaultRules.steps.slice(0, defaultRules.steps.findIndex(({ id }) => id === 'sre-task') + 1);
const estimateTold = defaultRules.steps.filter(({ id }) => id === 'estimate-told');
export const rules: Rules = { ...defaultRules, steps: [...untilTheTask, ...estimateTold, ...own] };
/** A Thursday. */
export const today = '2026-11-19';
export const now = new Date(`${today}T10:00:00Z`);
export const on = (day: string): Date => new Date(`${day}T10:00:00Z`);
export const reader: Reader = { locale: 'en', timeZone: 'UTC', now };

export const act = (by: string, at = now.toISOString()): Act => ({ by, at });

export const fingerprint = 'A3D15B3E9C0F4D1E8A7B6C5D4E3F2A1B0C9D8E7F';
const otherFingerprint = 'B4E26C4FAD105E2F9B8C7D6E5F4A3B2C1DAE9F80';

export const values: FactValues = {
  kind: 'data-dump',
  data: 'All data of the tenant',
  dates: { from: '2019-01-01', to: '2026-10-31' },
  site: 'northwind.atlassian.net',
  licences: ['E-1A2-B3C-D4E-5F6'],
  tenant: '7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4',
  product: 'Timesheets',
  requester: { accountId: 'dana', name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com', addressFrom: 'account' },
  recipient: { name: 'Luis Ferreira', address: 'luis.ferreira@northwindtraders.com', employer: 'Northwind Traders' },
  country: 'Germany',
};

export const begun: SnapshotRequest = {
  issueId: '10001',
  issueKey: 'SUP-1',
  projectId: '20001',
  projectKey: 'SUP',
  rev: 1,
  rulesVersion: 1,
  begun: act('app'),
  facts: {},
  files: {},
  marks: {},
  verdicts: {},
  flags: [],
  decisions: [],
  replies: [],
  clock: { pauses: [] },
  trail: { seq: 0, head: genesis('10001') },
};

export const fact = <Value>(value: Value, confirmedBy?: string): Fact<Value> => ({ value, source: { by: 'text' }, ...(confirmedBy !== undefined && { confirmed: act(confirmedBy) }) });

/** The request with other facts, confirmed by the agent. */
export function withFacts(request: SnapshotRequest, changed: Partial<FactValues>): SnapshotRequest {
  const facts = Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, fact(value, 'agent')]));
  return { ...request, facts: { ...request.facts, ...facts } };
}

export function without(request: SnapshotRequest, name: FactName): SnapshotRequest {
  const { [name]: _gone, ...facts } = request.facts;
  return { ...request, facts };
}

export const file = (name: string, more: Partial<TakenFile> = {}): TakenFile => ({
  attachmentId: `id-of-${name}`,
  name,
  size: 3000,
  sha256: `sha-of-${name}`,
  attachedBy: 'dana',
  attachedAt: now.toISOString(),
  taken: act('agent'),
  ...more,
});

export const withFile = (request: SnapshotRequest, role: FileRole, taken: TakenFile): SnapshotRequest => ({ ...request, files: { ...request.files, [role]: taken } });
export const withMark = (request: SnapshotRequest, step: string, mark: Partial<Mark>): SnapshotRequest => ({ ...request, marks: { ...request.marks, [step]: { ...act('agent'), state: 'done', ...mark } } });

export const finding = (code: string, weight: Finding['weight'] = 'fail', params: Finding['params'] = {}): Finding => ({ code, weight, params });

const usuallyShown: Readonly<Record<string, KeptVerdict['shows']>> = {
  'licence-standing': { licences: [{ number: 'E-1A2-B3C-D4E-5F6', company: 'Northwind Traders', tier: '500 Users', edition: 'Advanced' }] },
  'openpgp-key': { fingerprint, publicKey: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxsFN\n-----END PGP PUBLIC KEY BLOCK-----' },
  'ssh-key': { fingerprint: 'SHA256:abc' },
};

/** A verdict of `check` on the request as it stands. */
export function verdict(check: string, request: SnapshotRequest, outcome: Outcome = 'pass', more: Partial<KeptVerdict> = {}): KeptVerdict {
  const role = fileOfCheck[check];
  const from = role && request.files[role]?.sha256;
  return {
    check,
    outcome,
    findings: outcome === 'pass' ? [] : [finding('other-domain', outcome === 'fail' ? 'fail' : outcome)],
    shows: usuallyShown[check] ?? {},
    at: now.toISOString(),
    by: 'agent',
    basis: basisOf(check, request),
    evidence: [{ name: 'evidence', at: now.toISOString(), from: from ?? 'directory' }],
    ...more,
  };
}

export const judged = (request: SnapshotRequest, check: string, outcome: Outcome = 'pass', more: Partial<KeptVerdict> = {}): SnapshotRequest => ({
  ...request,
  verdicts: { ...request.verdicts, [check]: verdict(check, request, outcome, more) },
});

const judgedAll = (request: SnapshotRequest, ...checks: readonly string[]): SnapshotRequest => checks.reduce((so, check) => judged(so, check), request);

export const confirmed = withFacts(begun, values);
export const checked = withMark(judgedAll(confirmed, 'requester-contact', 'recipient-contact', 'site-and-tenant', 'licence-standing', 'previous-requests'), 'churn-risk', { answer: 'no' });

export const decided = (request: SnapshotRequest, decision: DecisionName, outcome: 'approved' | 'refused' = 'approved', at = now, by = 'approver'): SnapshotRequest => ({
  ...request,
  decisions: [...request.decisions, decide(request, rules, { decision, outcome, by, at: at.toISOString(), nonce: 'n-1', ...(outcome === 'refused' && { reason: 'not yet' }) })],
});

export const proceeded = decided(checked, 'proceed');

/** The form went out and came back, confirmed by a second person, and the keys came and passed. */
export const withKeys = ((): SnapshotRequest => {
  let request = withMark(proceeded, 'form-sent', { link: 'https://sign.example/1' });
  request = { ...request, replies: [{ reply: 'form-and-key', ...act('agent') }] };
  request = withFile(request, 'signed-form', file('form.pdf'));
  request = withMark(request, 'signed-form', { second: act('second-agent'), about: subjectOf('signed-form', request) });
  request = withFile(judged(request, 'signed-agreement'), 'encryption-key', file('key.asc'));
  request = withFile(request, 'ssh-key', file('key.pub'));
  return withMark(judgedAll(request, 'ssh-key', 'openpgp-key', 'key-owner', 'key-continuity'), 'new-key-confirmed', { note: 'by telephone' });
})();

export const released = decided(withKeys, 'release');
export const handedOver: SnapshotRequest = { ...released, handOff: { ...act('agent'), key: 'hand-off-key' }, task: { issueId: '30001', issueKey: 'SRE-1', at: now.toISOString(), textSeal: 'seal' } };

/** The digest by which a mark is bound to what it is about. */
export function subjectOf(id: string, request: SnapshotRequest, ofRules: Rules = rules): string {
  return markSubject(stepOf(id, ofRules), request);
}

/** Another key on file, which its check passes. */
export const withOtherKey = (request: SnapshotRequest): SnapshotRequest =>
  judged(withFile(request, 'encryption-key', file('other.asc')), 'openpgp-key', 'pass', { shows: { ...usuallyShown['openpgp-key'], fingerprint: otherFingerprint } });

export function stepOf(id: string, ofRules: Rules = rules): Step {
  const step = ofRules.steps.find((one) => one.id === id);
  if (!step) throw new Error(`the rules have no step ${id}`);
  return step;
}

/** The rules with one step otherwise. */
export const withStep = (id: string, changed: Partial<Step>): Rules => ({ ...rules, steps: rules.steps.map((step) => (step.id === id ? { ...step, ...changed } : step)) });

export function standingOf(id: string, request: SnapshotRequest, ofRules: Rules = rules, at = now): StepStanding {
  const standing = checklist(request, ofRules, at).find(({ step }) => step.id === id);
  if (!standing) throw new Error(`the rules have no step ${id}`);
  return standing;
}

/** State and reason of one step, as one line. */
export const stateOf = (id: string, request: SnapshotRequest, ofRules: Rules = rules, at = now): string => {
  const { state, why } = standingOf(id, request, ofRules, at);
  return `${state}: ${why}`;
};

const secret = new Uint8Array(32).fill(7);
const code = 'ABCD-EFGH-JKMN-PQRS';
export const asked = (request: SnapshotRequest, at = now): SnapshotRequest => ({ ...request, possession: challenge(code, secret, fingerprint, 'nonce', at) });
export function answered(request: SnapshotRequest, text: string, at = now): SnapshotRequest {
  const given = request.possession && answer(request.possession, text, secret, 'luis', fingerprint, at);
  return given && 'challenge' in given ? { ...request, possession: given.challenge } : request;
}
