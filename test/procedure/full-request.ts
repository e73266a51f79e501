// Gives tests an ended request in which everything is filled that can be, and whatever in it says who somebody is.
import { defaultRules } from '../../src/procedure/default-rules';
import type { Disposal, SnapshotRequest } from '../../src/procedure/request';
import { act, answered, asked, handedOver, judged, now, on, values, withMark } from './given';

export const endedOn = '2026-11-20';
export const ended = (request: SnapshotRequest): SnapshotRequest => ({ ...request, ended: { ...act('app', on(endedOn).toISOString()), ending: 'delivered', reason: '' } });

/** Everything that a person wrote or is called by, somewhere in the request; each is found nowhere else. */
export const personal = {
  requester: 'Dana Whitfield',
  requesterAddress: 'dana.whitfield@northwindtraders.com',
  recipient: 'Luis Ferreira',
  recipientAddress: 'luis.ferreira@northwindtraders.com',
  employer: 'Northwind Traders',
  country: 'Germany',
  wanted: 'Everything of Dana’s own team',
  note: 'Rang Ms Whitfield',
  link: 'https://forms.example.com/for-dana',
  reason: 'Her manager asked',
  handover: 'Dana is away on Friday',
  contact: 'Owen Park',
  contactAddress: 'owen.park@northwindtraders.com',
  flag: 'dana.whitfield@n0rthwindtraders.com',
  settled: 'Dana wrote from her telephone',
  place: 'nw-luis',
  file: 'dump-for-luis.7z.gpg',
  restored: 'from Dana’s copy',
  certificate: 'Ingrid V. Vale',
  told: 'told.contact@northwindtraders.com',
} as const;
export const form = { name: 'service-request-dana.pdf', signer: 'Dana W. (signer)' } as const;
export const key = { name: 'luis-ferreira-key.asc', user: 'Luis F. <luis@home.example>', keybase: 'luisferreira88', ssh: 'luis-laptop.pub' } as const;

export const disposal: Disposal = {
  ...act('sre'),
  number: 1,
  profile: 'delivered-dump',
  ground: 'receipt',
  systems: defaultRules.policies.disposal.systems['delivered-dump'],
  reason: personal.reason,
  tenants: [{ tenantId: values.tenant, site: values.site, company: personal.employer, licences: [], copy: 'received' }],
  seal: 'a'.repeat(64),
  decider: 'approver',
  decideBy: '2026-11-20',
  waitsUntil: '2026-11-21',
  told: [{ ...act('agent'), moment: 'start', how: 'by-hand', addresses: [personal.told], note: personal.note, link: personal.link }],
  decided: { ...act('approver'), outcome: 'approved', seal: 'a'.repeat(64) },
  carriedOut: { ...act('sre'), evidence: defaultRules.policies.disposal.systems['delivered-dump'].map((system) => ({ system, note: personal.note })), backups: [{ what: personal.note, until: '2027-01-01' }] },
  certificate: {
    ...act('agent'),
    sha256: 'b'.repeat(64),
    facts: { ticket: 'SUP-1', number: 1, profile: 'delivered-dump', ground: 'receipt', company: personal.employer, site: values.site, tenantId: values.tenant, licences: values.licences, disposedOn: '2026-11-21', systems: [{ system: 'Working copy of the dump', note: personal.note }], askedBy: personal.certificate, approvedBy: personal.certificate, approvedOn: '2026-11-20', carriedOutBy: personal.certificate, backups: [], issuedBy: personal.certificate, issuedOn: '2026-11-21', trailHead: 'c'.repeat(64) },
  },
};

/** A request in which everything is filled that can be. */
export function full(): SnapshotRequest {
  let request = answered(asked(handedOver), 'ABCD-EFGH-JKMN-PQRS');
  request = { ...request, possession: { ...(request.possession ?? { fingerprint: '', sentAt: '', nonce: '', hash: '', attempts: [] }), sealed: 'sealed to Luis' } };
  request = { ...request, files: { 'signed-form': { ...file('signed-form'), name: form.name }, 'encryption-key': { ...file('encryption-key'), name: key.name }, 'ssh-key': { ...file('ssh-key'), name: key.ssh } } };
  function file(role: 'signed-form' | 'encryption-key' | 'ssh-key'): NonNullable<SnapshotRequest['files'][typeof role]> {
    const taken = request.files[role];
    if (!taken) throw new Error(`no ${role}`);
    return taken;
  }
  request = judged(request, 'signed-agreement', 'warn', { findings: [{ code: 'changed-after-signing', weight: 'warn', params: { signer: form.signer } }], shows: { sha256: 'd'.repeat(64), signatures: [{ signer: form.signer, intact: true }] } });
  request = judged(request, 'key-owner', 'warn', { findings: [{ code: 'no-known-address', weight: 'warn', params: { owner: key.user } }], shows: { userIds: [key.user] } });
  request = judged(request, 'requester-contact', 'warn', { findings: [{ code: 'other-domain', weight: 'warn', params: { address: personal.requesterAddress, contacts: { list: [personal.contact], join: 'or' } } }] });
  request = withMark(request, 'churn-risk', { answer: 'no', note: personal.note, link: personal.link, reason: personal.reason });
  return ended({
    ...request,
    facts: { ...request.facts, data: { value: personal.wanted, source: { by: 'hand', accountId: 'agent', how: personal.note }, confirmed: act('agent') } },
    decisions: request.decisions.map((decision) => ({ ...decision, reason: personal.reason })),
    authorisations: { recipient: { ...act('agent'), contact: { name: personal.contact, address: personal.contactAddress }, forAddress: personal.recipientAddress, note: personal.note } },
    keybase: { ...act('agent'), username: key.keybase },
    sending: { ...act('dana'), role: 'ssh-key', sha256: 'e'.repeat(64) },
    handover: { ...act('agent'), text: personal.handover },
    calls: { 'encryption-key': { ...act('agent'), note: personal.note, after: 3 } },
    told: { ...act('agent'), how: 'by-hand', addresses: [personal.told], about: 'f'.repeat(64), until: '2026-11-21', note: personal.note, link: personal.link },
    start: { ...act('sre'), site: values.site, matches: true, tenant: values.tenant, approved: values.site },
    flags: [
      { id: 'f1', code: 'lookalike-address', subject: personal.flag, params: { address: personal.flag, check: 'requester-contact' }, raised: act('app'), settled: { ...act('lead'), reason: personal.settled } },
      { id: 'f2', code: 'private-key', subject: '101', params: { file: key.name, by: 'dana', at: { moment: now.toISOString() } }, raised: act('app'), settled: { ...act('lead'), reason: personal.settled } },
    ],
    deliveries: [
      {
        ...act('sre'),
        number: 1,
        files: [{ name: personal.file, size: 1, sha256: '1'.repeat(64), verdict: { check: 'sealed-file', outcome: 'pass', findings: [{ code: 'length-unknown', weight: 'note', params: { file: personal.file } }], shows: {} } }],
        place: { host: 'drop.example', hostKey: 'SHA256:abc', username: personal.place, path: `/home/${personal.place}`, expiresOn: '2026-12-01' },
        sealedFor: 'A3D1',
        handedOver: { ...act('sre'), note: personal.note },
        reported: { ...act('luis'), reason: personal.reason },
      },
    ],
    misDelivery: { ...act('sre'), attempt: 1, reason: personal.reason, until: now.toISOString() },
    disposals: [disposal, { ...disposal, number: 2, inError: { ...act('agent'), reason: personal.reason, restored: { ...act('sre'), from: personal.restored, note: personal.note, verified: act('approver') } } }],
    clock: { startedOn: '2026-11-01', pauses: [{ from: '2026-11-02', to: '2026-11-03' }] },
    held: { turn: 'nobody', since: now.toISOString() },
    stays: [{ stage: 'intake', from: now.toISOString() }],
  });
}
