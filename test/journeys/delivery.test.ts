// Carries a released request from the SRE task to the recipient, and refuses every delivery that should not happen.
import { z } from 'zod';
import { approve, attentionOf, luis, openDesk, released, sendReply, stepOf, takeKey, type Desk } from './desk';
import { askSre, beginWork, fileLine, goodRecord, onTask, place, recordOf, sealedFileKey, sealedFixture, type SreView } from './sre-desk';

jest.setTimeout(60_000);

let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'delivery' }); });
afterAll(() => desk.close());

const tell = (task: string, question: string, payload: object = {}, who = 'sre'): Promise<SreView> => onTask(desk, task, question, payload, who);

async function refusal(task: string, question: string, payload: object = {}, who = 'sre'): Promise<string> {
  const told = await askSre(desk, task, question, payload, who);
  return told.ok ? 'accepted' : told.refusal.code;
}

interface HandedOver { readonly key: string; readonly task: string }

async function handedOver(): Promise<HandedOver> {
  const { key } = await released(desk, undefined, sealedFileKey);
  const { done } = await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  await sendReply(desk, key, 'estimate');
  return { key, task: String(done?.params['task']) };
}

const northwind = { site: 'northwind.atlassian.net' };

/** The contacts were told and have not objected, and the work has begun. */
async function underWay(): Promise<HandedOver> {
  const made = await handedOver();
  await beginWork(desk, made.key, made.task);
  return made;
}

/** Moves the clock past the objection window, for good. */
const later = async (day: string): Promise<void> => { await desk.host.clock.set(`${day}T09:00:00.000Z`); };

const missingAt = (seen: SreView, gate: string): readonly string[] => seen.gates.find((one) => one.gate === gate)?.missing?.map(({ code }) => code) ?? [];

describe('the start', () => {
  it('is the SRE’s word for what production holds, and nobody else’s', async () => {
    const { task } = await handedOver();
    expect((await tell(task, 'packet.open')).turn).toMatchObject({ who: 'you', what: { code: 'turn.start-work' }, act: 'start' });
    expect(await refusal(task, 'work.start', northwind, 'admin')).toBe('no-permission');
    expect(await refusal(task, 'work.start', { site: 'not a site' })).toBe('not-a-site');
    expect(await refusal(task, 'delivery.record', goodRecord('SUP-1'))).toBe('start-first');
    const begun = await tell(task, 'work.start', { site: 'https://Northwind.atlassian.net/jira' });
    expect(begun).toMatchObject({ done: { code: 'done.started' }, packet: { standing: 'equals', production: { site: 'northwind.atlassian.net' } }, turn: { act: 'record' } });
  });

  it('with another site is recorded, flagged and shuts every gate until the lead settles it', async () => {
    const { key, task } = await handedOver();
    const stopped = await tell(task, 'work.start', { site: 'northwind-eu.atlassian.net' });
    expect(stopped).toMatchObject({ done: { code: 'done.start-differs' }, packet: { standing: 'stop', production: { site: 'northwind-eu.atlassian.net' } } });
    expect(stopped.delivery).toBeUndefined();
    expect(stopped.gates.filter(({ open }) => open)).toEqual([]);
    expect((await desk.gate(task, 'Start work')).result).toBe(false);
    const seen = await desk.request(key, 'lead');
    expect(attentionOf(seen)).toContain('flag.production-differs.title');
    expect(stepOf(seen, 'work-started').state).toBe('fails');
    await desk.act('lead', key, 'flag.settle', { flag: seen.attention[0]?.id ?? '', reason: 'It was the row below, read again together' });
    expect(await tell(task, 'work.start', northwind)).toMatchObject({ packet: { standing: 'equals' } });
  });

  it('is none once what was released has changed', async () => {
    const { key, task } = await handedOver();
    await desk.act('agent', key, 'facts.set', { fact: 'country', value: 'France' });
    await desk.act('agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
    expect(await refusal(task, 'work.start', northwind)).toBe('start-shut');
  });
});

describe('the listed contacts', () => {
  it('are told what is asked; without that, or before their time is over, nothing is delivered', async () => {
    const { key, task } = await handedOver();
    await tell(task, 'work.start', northwind);
    const recorded = await tell(task, 'delivery.record', goodRecord(key));
    expect(missingAt(recorded, 'deliver')).toEqual(['missing.not-done']);
    expect(await refusal(task, 'delivery.hand-details', { note: 'By telephone' })).toBe('deliver-shut');
    const prepared = await desk.ask('agent', key, 'contacts.prepare');
    expect(prepared).toMatchObject({ ok: true, value: { contacts: ['dana.whitfield@northwindtraders.com', luis], absent: [luis], text: expect.stringContaining('northwind.atlassian.net') as string } });
    expect(await desk.refused('agent', key, 'contacts.told', { how: 'by-hand' })).toBe('evidence-needed');
    expect(await desk.refused('agent', key, 'contacts.told', { how: 'participants' })).toBe('contacts-not-here');
    await desk.act('agent', key, 'contacts.told', { how: 'by-hand', note: 'Mail of today to both' });
    const waiting = await tell(task, 'packet.open');
    expect(missingAt(waiting, 'deliver')).toEqual(['missing.objection']);
    expect(waiting.delivery?.message).toBeUndefined();
    expect(await desk.move('sre', task, 'Start work')).toBe(204);
    const { errorMessage } = await desk.gate(task, 'Mark delivered');
    expect(errorMessage).toContain('may object until 23 Nov');
    expect(await refusal(task, 'delivery.hand-details', { note: 'By telephone' })).toBe('deliver-shut');
  });

  it('are told again when the recipient changes, and stop everything when it was not them', async () => {
    const { key, task } = await underWay();
    expect(await desk.refused('agent', key, 'contacts.objected', { contact: 'stranger@example.org', reason: 'Not us' })).toBe('not-a-listed-authoriser');
    await desk.act('agent', key, 'contacts.objected', { contact: luis, reason: 'We never asked for this' });
    expect(attentionOf(await desk.request(key))).toContain('flag.contact-objected.title');
    expect(await tell(task, 'packet.open')).toMatchObject({ packet: { standing: 'stop' } });
    expect(await refusal(task, 'delivery.record', goodRecord(key))).toBe('flag-not-settled');
  });
});

describe('a pasted record', () => {
  let at: HandedOver;
  beforeAll(async () => { at = await underWay(); });

  it.each<[string, () => string, string]>([
    ['with a digest that is none', () => recordOf(at.key, fileLine('a.gpg').replace(/ [0-9a-f]{64} /, ' 123abc ')), 'record.digest'],
    ['with the digest of something else', () => recordOf(at.key, fileLine('a.gpg').replace(/ [0-9a-f]{64} /, ` ${'0'.repeat(64)} `)), 'record.digest-differs'],
    ['with a file twice', () => recordOf(at.key, fileLine('a.gpg'), fileLine('a.gpg')), 'record.duplicate'],
    ['with a shell metacharacter in a name', () => recordOf(at.key, fileLine('a;id.gpg')), 'record.name'],
    ['with an escape sequence in a name', () => recordOf(at.key, fileLine('a\u001b[2K.gpg')), 'record.escape'],
    ['that was cut off', () => recordOf(at.key, fileLine('a.gpg')).replace(/\nend 1$/, ''), 'record.no-end'],
    ['of another ticket', () => recordOf('SUP-99999', fileLine('a.gpg')), 'record.other-ticket'],
  ])('%s is refused', async (_, record, code) => {
    expect(await refusal(at.task, 'delivery.record', { ...place, record: record() })).toBe(code);
  });

  it.each<[string, object, string]>([
    ['a host that runs a command', { host: 'drop.example;id' }, 'bad-input'],
    ['a path that leads elsewhere', { path: '/srv/../etc' }, 'bad-input'],
    ['no fingerprint of the host’s key', { hostKey: 'MD5:aa' }, 'bad-input'],
    ['a day that is none', { expiresOn: '2026-12-45' }, 'bad-input'],
    ['access that has ended', { expiresOn: '2026-11-19' }, 'access-in-the-past'],
    ['access for months', { expiresOn: '2027-11-19' }, 'access-too-long'],
    ['a password', { password: 'secret' }, 'bad-input'],
  ])('with %s is refused', async (_, wrong, code) => {
    expect(await refusal(at.task, 'delivery.record', { ...goodRecord(at.key), ...wrong })).toBe(code);
  });

  it.each<[string, string, string]>([
    ['sealed to a stranger’s key', 'sealed.gpg', 'sealed-file.stranger.says'],
    ['that is not sealed at all', 'signed.gpg', 'sealed-file.signed-only.says'],
    ['that a password opens too', 'password.gpg', 'sealed-file.password-only.says'],
    ['whose recipient is hidden', 'hidden.gpg', 'sealed-file.hidden-recipient.says'],
  ])('of a file %s is kept, shows what to mend and shuts the gate', async (_, name, code) => {
    const seen = await tell(at.task, 'delivery.record', { ...place, record: recordOf(at.key, fileLine('b.gpg'), fileLine('a.gpg', sealedFixture(name))) });
    expect(seen.delivery?.attempt).toMatchObject({ number: 1, state: 'not-sealed', files: [{ name: 'a.gpg', outcome: 'fail', sealedTo: { code } }, { name: 'b.gpg', outcome: 'pass' }] });
    expect(seen.turn).toMatchObject({ what: { code: 'sre.fix-files', params: { failing: 1, count: 2 } }, act: 'record' });
    expect(missingAt(seen, 'deliver')).toContain('missing.not-sealed');
    expect(await refusal(at.task, 'delivery.hand-details', { note: 'By telephone' })).toBe('deliver-shut');
  });
});

it('keeps the details of a delivery from whoever may not deliver', async () => {
  const { key, task } = await underWay();
  await tell(task, 'delivery.record', goodRecord(key));
  expect((await tell(task, 'packet.open')).delivery?.commands.map(({ command }) => command)).toEqual(['import', 'pack', 'seal', 'record', 'host', 'account', 'compare']);
  const onlooker = JSON.stringify(await desk.as('admin').invoke({ moduleKey: 'sre-panel', issueKey: task }, 'packet.open', {}));
  expect(onlooker).not.toContain(place.host);
  expect(JSON.stringify(await desk.request(key))).not.toContain(place.host);
});

it('shows on a task that was edited what it says otherwise, and does nothing on it', async () => {
  const { key, task } = await underWay();
  const { body } = await desk.as('sre').send('GET', `/rest/api/3/issue/${task}?fields=description`);
  const { description } = z.object({ fields: z.object({ description: z.unknown() }) }).parse(body).fields;
  const edited = JSON.parse(JSON.stringify(description).replaceAll('7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4', '91be04d7-6a2f-4c35-8d19-c07a5be3f2d8')) as object;
  await desk.as('second-sre').send('PUT', `/rest/api/3/issue/${task}`, { fields: { description: edited } });
  expect(await refusal(task, 'delivery.record', goodRecord(key))).toBe('task-differs');
  await desk.host.settled();
  const stopped = await tell(task, 'packet.open');
  expect(stopped).toMatchObject({ packet: { standing: 'stop', why: { code: 'packet.stop.text' } }, differences: [{ label: 'Tenant ID', was: '7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4', now: '91be04d7-6a2f-4c35-8d19-c07a5be3f2d8' }] });
  expect(stopped.turn).toBeUndefined();
});

describe('after the objection window', () => {
  let at: HandedOver;
  let second: HandedOver;
  beforeAll(async () => {
    at = await underWay();
    second = await underWay();
    await later('2026-11-24');
    await tell(at.task, 'delivery.record', goodRecord(at.key));
    await tell(second.task, 'delivery.record', goodRecord(second.key));
  });

  it('the recipient’s message names exactly these files, and no public reply may name the place', async () => {
    const { delivery, turn } = await tell(at.task, 'packet.open');
    expect(turn).toMatchObject({ who: 'you', what: { code: 'turn.hand-details' }, act: 'hand-details' });
    for (const part of [place.host, place.hostKey, `${at.key}.7z.gpg`, 'certutil', 'shasum -a 256', 'keybase pgp decrypt']) expect(delivery?.message).toContain(part);
    const told = await desk.ask('agent', at.key, 'reply.prepare', { reply: 'ready' });
    const { text } = z.object({ ok: z.literal(true), value: z.object({ text: z.string() }) }).parse(told).value;
    expect(text).not.toContain(place.host);
    expect(await desk.refused('agent', at.key, 'reply.send', { reply: 'ready', text: `${text}\nsftp ${place.username}@${place.host}`, strangersSeen: true })).toBe('details-stay-private');
  });

  it('one delivery uses the release up; a further record is refused, and the gate stays open for it', async () => {
    const given = await tell(at.task, 'delivery.hand-details', { note: 'To Luis by telephone' });
    expect(given).toMatchObject({ done: { code: 'done.handed-over' }, delivery: { attempt: { number: 1, state: 'handed-over' } }, turn: { what: { code: 'sre.await-receipt' } } });
    expect(await refusal(at.task, 'delivery.record', goodRecord(at.key))).toBe('release-used');
    expect(await refusal(at.task, 'delivery.hand-details', { note: 'Once more' })).toBe('release-used');
    // Not even another release writes over what the recipient has.
    await approve(desk, at.key, 'release');
    for (const [question, payload] of [['delivery.record', goodRecord(at.key)], ['delivery.hand-details', { note: 'Once more' }]] as const) expect([question, await refusal(at.task, question, payload)]).toEqual([question, 'release-used']);
    expect((await tell(at.task, 'packet.open')).delivery?.attempt).toMatchObject({ number: 1, state: 'handed-over' });
    expect(await desk.move('sre', at.task, 'Start work')).toBe(204);
    expect(await desk.move('sre', at.task, 'Mark delivered')).toBe(204);
    expect(attentionOf(await desk.request(at.key))).toEqual([]);
  });

  it('“it did not work” opens a numbered attempt, and the account’s end is attested', async () => {
    const failed = await tell(at.task, 'delivery.did-not-work', { reason: 'The host refused the SSH key' });
    expect(failed.delivery).toMatchObject({ earlier: [{ code: 'attempt.failed', params: { attempt: 1 } }] });
    expect(failed.delivery?.attempt).toBeUndefined();
    expect((await tell(at.task, 'delivery.record', goodRecord(at.key))).delivery?.attempt?.number).toBe(2);
    await tell(at.task, 'delivery.hand-details', { note: 'To Luis by telephone' });
    expect(stepOf(await desk.request(at.key), 'access-removed').state).toBe('open');
    await tell(at.task, 'access.removed', { note: 'userdel on drop-eu1, ticket OPS-9' });
    expect(stepOf(await desk.request(at.key), 'access-removed').state).toBe('done');
  });

  it('a mis-delivery freezes the request, starts the 72 hours and keeps the record', async () => {
    await tell(second.task, 'delivery.hand-details', { note: 'By mail' });
    const frozen = await tell(second.task, 'delivery.mis-delivered', { reason: 'The mail went to another customer' });
    expect(frozen).toMatchObject({ packet: { standing: 'stop' }, misDelivery: { why: { params: { hours: expect.any(Number) as number, passed: 'no' } }, close: { shell: expect.stringContaining(`usermod --lock --expiredate 1 -- ${place.username}`) as string } } });
    expect(frozen.gates.filter(({ open }) => open)).toEqual([]);
    expect(frozen).toMatchObject({ reports: ['remove-access'] });
    expect(await tell(second.task, 'access.removed', { note: 'The account was shut and removed' })).toMatchObject({ reports: [] });
    const seen = await desk.request(second.key);
    expect(attentionOf(seen)).toContain('flag.mis-delivery.title');
    await later('2026-11-28');
    expect((await tell(second.task, 'packet.open')).misDelivery?.why.params).toMatchObject({ hours: 0, passed: 'yes' });
    expect((await desk.trail(second.key)).lines.map(({ what }) => what.code)).toEqual(expect.arrayContaining(['event.delivery.misdirected', 'event.delivery.handed-over', 'event.delivery.recorded', 'event.work.started', 'event.contacts.told']));
  });

  it('a release that lapsed before the delivery covers none', async () => {
    const late = await underWay();
    await tell(late.task, 'delivery.record', { ...goodRecord(late.key), expiresOn: '2027-01-20' });
    await later('2026-12-29');
    expect(await tell(late.task, 'packet.open')).toMatchObject({ packet: { standing: 'stop', why: { code: 'packet.stop.lapsed' } } });
    expect(await refusal(late.task, 'delivery.hand-details', { note: 'By telephone' })).toBe('release-does-not-hold');
    await approve(desk, late.key, 'release');
    expect(await refusal(late.task, 'delivery.hand-details', { note: 'By telephone' })).toBe('accepted');
  });

  it('an attempt that did not work gives the release back as far as it holds, and another key ends it', async () => {
    const again = await underWay();
    await later('2027-01-05');
    await tell(again.task, 'delivery.record', { ...goodRecord(again.key), expiresOn: '2027-01-20' });
    await tell(again.task, 'delivery.hand-details', { note: 'To Luis by telephone' });
    await tell(again.task, 'delivery.did-not-work', { reason: 'Luis has lost the key' });
    await takeKey(desk, again.key);
    expect(await tell(again.task, 'packet.open')).toMatchObject({ packet: { standing: 'stop', why: { code: 'packet.stop.voided' } } });
    expect(await refusal(again.task, 'delivery.record', { ...goodRecord(again.key), expiresOn: '2027-01-20' })).toBe('release-does-not-hold');
  });
});
