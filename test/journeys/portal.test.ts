// Lets customers follow a request in the portal, give keys and confirm receipt, and lets others try to learn or do what is not theirs.
import { decrypt, readMessage, readPrivateKey } from 'openpgp';
import { z } from 'zod';
import { approve, attentionOf, dana, fileNamed, formSent, keyTaken, luis, openDesk, released, sendReply, stepOf, takeForm, ticketText, type Desk } from './desk';
import { askPortal, callersInPortal, filesOn, inPortal, judged, keyOf, refusedInPortal, shownTo } from './portal-visitors';
import { askSre, beginWork, goodRecord, onTask, place, sealedFileKey } from './sre-desk';

jest.setTimeout(90_000);

const owen = 'owen.park@contoso.example';
const billing = 'accounts@northwindtraders.com';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ name: 'portal' });
  desk.host.jira.seeding.customer({ email: owen, name: 'Owen Park' });
  desk.host.jira.seeding.customer({ email: billing, name: 'Bea Lindgren' });
});
afterAll(() => desk.close());

const everyone = { participants: [luis, owen] };
const luisKey = (): object => keyOf('encryption-key', 'luis-ferreira.asc', fileNamed('luis-ferreira.asc'));
const handIn = (who: string, key: string, given: object, voidsSeen = false): Promise<string> => refusedInPortal(desk, who, key, 'key.hand-in', { ...given, voidsSeen });

interface Delivered { readonly key: string; readonly task: string }

/** Files lie with the recipient, who has the details. */
async function delivered(plan: object = everyone): Promise<Delivered> {
  const { key } = await released(desk, plan, sealedFileKey);
  const { done } = await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  await sendReply(desk, key, 'estimate');
  const task = String(done?.params['task']);
  await beginWork(desk, key, task);
  const later = new Date(desk.host.clock.now().getTime() + 5 * 86_400_000);
  await desk.host.clock.set(later.toISOString());
  const opensUntil = new Date(later.getTime() + 20 * 86_400_000).toISOString().slice(0, 10);
  await onTask(desk, task, 'delivery.record', { ...goodRecord(key), expiresOn: opensUntil });
  await onTask(desk, task, 'delivery.hand-details', { note: 'Read out to Luis' });
  await sendReply(desk, key, 'ready');
  return { key, task };
}

describe('who sees what before anything is delivered', () => {
  let key: string;
  beforeAll(async () => { ({ key } = await formSent(desk, everyone)); });

  it('requester and recipient are asked for form and keys, and nothing else', async () => {
    for (const who of [dana, luis]) {
      const { turn, road, keys, download, receipt } = await shownTo(desk, who, key);
      expect(turn).toMatchObject({ who: 'you', what: { code: 'portal.turn.keys', params: { roles: 'both', form: 'yes' } } });
      expect(keys).toMatchObject([{ role: 'encryption-key', wanted: true, voids: false }, { role: 'ssh-key', wanted: true }]);
      expect({ download, receipt }).toEqual({});
      expect(road.map(({ stop, state }) => [stop, state])).toEqual([['asked', 'done'], ['checked', 'done'], ['signed', 'now'], ['keys', 'to-do'], ['prepared', 'to-do'], ['received', 'to-do'], ['disposed', 'to-do']]);
    }
  });

  it('a participant whom the directory does not list sees the progress alone', async () => {
    const seen = await inPortal(desk, owen, key, 'portal.open');
    expect(seen.relation).toBe('onlooker');
    expect(Object.keys(seen.request ?? {}).sort()).toEqual(['road', 'turn']);
    expect(JSON.stringify(seen)).not.toMatch(/Luis|Dana|northwind/);
  });

  it('a listed contact who takes part sees who asks for what, and may do nothing', async () => {
    const { key: other } = await desk.ticket({ reporter: billing, participants: [dana], description: ticketText({ Recipient: 'Owen Park, owen.park@contoso.example, Contoso' }) });
    const seen = await inPortal(desk, dana, other, 'portal.open');
    expect(seen.relation).toBe('contact');
    expect(seen.request?.about?.map(({ value }) => value)).toEqual(['northwind.atlassian.net', 'Bea Lindgren', 'Owen Park']);
    expect(seen.request?.keys).toBeUndefined();
    expect(await refusedInPortal(desk, dana, other, 'key.judge', luisKey())).toBe('not-your-request');
  });

  it('the desk’s own people see a customer’s progress there and nothing more, though they work on the request', async () => {
    const seen = await inPortal(desk, 'agent', key, 'portal.open');
    expect(seen).toMatchObject({ relation: 'onlooker' });
    expect(Object.keys(seen.request ?? {}).sort()).toEqual(['road', 'turn']);
    expect(await refusedInPortal(desk, 'agent', key, 'receipt.confirm')).toBe('not-your-request');
  });

  it('whoever cannot see the request gets nothing, whatever key the payload names', async () => {
    await expect(askPortal(desk, billing, key, 'portal.open')).rejects.toThrow();
    const { key: own } = await desk.ticket({ reporter: billing });
    expect(await refusedInPortal(desk, billing, own, 'portal.open', { issueKey: key })).toBe('bad-input');
    expect(await refusedInPortal(desk, billing, own, 'receipt.confirm', { request: key })).toBe('bad-input');
  });

  it('Jira’s own word that they see the request comes first, for a look and for an act', async () => {
    const length = await desk.trailLength(key);
    desk.host.faults.add({ target: 'product', match: `GET /rest/servicedeskapi/request/${key}`, functionKey: 'portal-resolver', how: 'answer-500', times: 2 });
    expect(await refusedInPortal(desk, dana, key, 'portal.open')).toBe('jira-fault');
    expect(await refusedInPortal(desk, luis, key, 'keybase.note', { username: 'luisf' })).toBe('jira-fault');
    desk.host.faults.clear();
    expect(await desk.trailLength(key)).toBe(length);
    // Asked as each visitor, never as the app, which sees every request.
    const people = new Map(desk.host.jira.people().map(({ accountId, email }) => [accountId, email]));
    const asked = await callersInPortal(desk, 'GET', `/request/${key}`);
    expect(asked.map((accountId) => people.get(accountId ?? '')).sort()).toEqual(['agent@example.com', dana, luis, owen].sort());
  });

  it('an account whose address Jira does not say is nobody in particular', async () => {
    const account = desk.host.jira.people().find(({ email }) => email === luis)?.accountId ?? '';
    desk.host.jira.seeding.setEmail(account, { emailRefusal: 404 });
    try {
      expect((await inPortal(desk, luis, key, 'portal.open')).relation).toBe('onlooker');
      expect(await refusedInPortal(desk, luis, key, 'key.judge', luisKey())).toBe('not-your-request');
    } finally {
      desk.host.jira.seeding.setEmail(account, { emailRefusal: null });
    }
  });
});

describe('a key', () => {
  it('is judged before it is sent, with what mends it; judging keeps nothing, but the digest of one that fails', async () => {
    const { key } = await formSent(desk, everyone);
    const before = await desk.trailLength(key);
    const wrong = await judged(desk, luis, key, keyOf('encryption-key', 'old.asc', fileNamed('luis-ferreira-expired.asc')));
    expect(wrong).toMatchObject({ works: false, says: { code: 'openpgp-key.expired.says' }, remedy: { code: 'portal.remedy.extend' } });
    expect(wrong.howTo[0]).toMatch(/^gpg --quick-set-expire [0-9A-F]{40} 1y$/);
    expect(await judged(desk, luis, key, luisKey())).toMatchObject({ works: true, file: 'luis-ferreira.asc' });
    expect(await judged(desk, luis, key, keyOf('ssh-key', 'id.pub', fileNamed('luis-ferreira.pub')))).toMatchObject({ works: true });
    expect(await desk.trailLength(key)).toBe(before + 1);
    expect((await desk.trail(key)).lines[0]?.what).toMatchObject({ code: 'event.key.turned-down', params: { role: 'file.encryption-key' } });
    expect(await filesOn(desk, luis, key)).toEqual([]);
  });

  it('is attached as the customer and taken once, whatever is sent twice', async () => {
    const { key } = await formSent(desk, everyone);
    const seen = await inPortal(desk, luis, key, 'key.hand-in', { ...luisKey(), voidsSeen: false });
    expect(seen).toMatchObject({ done: { code: 'done.key-handed-in' }, request: { turn: { what: { params: { roles: 'ssh' } } } } });
    expect(await handIn(luis, key, luisKey())).toBe('accepted');
    expect(await filesOn(desk, luis, key)).toEqual([{ filename: 'luis-ferreira.asc', by: 'Luis Ferreira' }]);
    expect(await callersInPortal(desk, 'POST', `/request/${key}/attachment`)).toEqual([desk.host.jira.people().find(({ email }) => email === luis)?.accountId]);
    const request = await desk.request(key);
    expect(request.files['encryption-key']?.size).toBe(fileNamed('luis-ferreira.asc').length);
    expect(stepOf(request, 'encryption-key').state).toBe('done');
    const { lines, intact } = await desk.trail(key);
    expect(intact).toBe(true);
    expect(lines.filter(({ what }) => what.code === 'event.file.taken')).toHaveLength(1);
    expect(lines.find(({ what }) => what.code === 'event.file.taken')?.who).toBe('Luis Ferreira');
  });

  it.each([['that arrived although Jira’s answer was lost', 'drop-answer'], ['that arrived although the function died', 'perform-then-kill']] as const)('%s is found again, and not attached twice', async (_, how) => {
    const { key } = await formSent(desk, everyone);
    desk.host.faults.add({ target: 'product', match: 'POST /rest/servicedeskapi/request/*/attachment', how });
    expect(await handIn(luis, key, luisKey()).catch(() => 'died')).not.toBe('accepted');
    desk.host.faults.clear();
    expect(await filesOn(desk, luis, key)).toHaveLength(1);
    expect(await handIn(luis, key, luisKey())).toBe('key-on-its-way');
    await desk.host.clock.advance({ minutes: 2 });
    expect(await handIn(luis, key, luisKey())).toBe('accepted');
    expect(await filesOn(desk, luis, key)).toHaveLength(1);
    expect((await shownTo(desk, luis, key)).keys?.[0]).toMatchObject({ wanted: false, given: { verdict: { works: true } } });
  });

  it('that several clicks send at once is attached once', async () => {
    const { key } = await formSent(desk, everyone);
    const all = await Promise.all([luis, dana, luis, luis].map((who) => handIn(who, key, luisKey())));
    expect(all).toContain('accepted');
    expect(all.filter((one) => !['accepted', 'key-on-its-way'].includes(one))).toEqual([]);
    await desk.host.settled();
    expect(await filesOn(desk, luis, key)).toHaveLength(1);
  });

  it('that does not work is not attached', async () => {
    const { key } = await formSent(desk, everyone);
    expect(await handIn(luis, key, keyOf('encryption-key', 'old.asc', fileNamed('luis-ferreira-expired.asc')))).toBe('key-does-not-work');
    expect(await handIn(luis, key, keyOf('encryption-key', 'me.png', fileNamed('screenshot-of-my-key.png')))).toBe('key-does-not-work');
    expect(await filesOn(desk, luis, key)).toEqual([]);
  });

  it.each(['key.judge', 'key.hand-in'])('that is private is refused by %s, kept nowhere, and raises the alarm once', async (question) => {
    const { key } = await formSent(desk, everyone);
    const given = { ...keyOf('encryption-key', 'backup.asc', fileNamed('northwind-backup.asc')), ...(question === 'key.hand-in' && { voidsSeen: false }) };
    expect(await refusedInPortal(desk, luis, key, question, given)).toBe('private-key-sent');
    expect(await refusedInPortal(desk, luis, key, question, given)).toBe('private-key-sent');
    await desk.host.settled();
    expect(await filesOn(desk, luis, key)).toEqual([]);
    const { attention } = await desk.request(key, 'lead');
    expect(attention.filter(({ title }) => title.code === 'flag.private-key.title')).toHaveLength(1);
    expect((await desk.gate(key, 'Start agreement')).result).toBe(false);
    // What it is about is the desk's matter: the customer learns that we look, and can send the right half meanwhile.
    expect((await shownTo(desk, luis, key)).turn).toMatchObject({ who: 'us', what: { code: 'portal.turn.checking' } });
    expect(await handIn(luis, key, luisKey())).toBe('accepted');
  });

  it.each([
    ['a name that leads elsewhere', { name: '../key.asc' }],
    ['a name with an escape sequence', { name: 'key\u001b[2K.asc' }],
    ['more than 100 KB', { content: Buffer.alloc(120_000, 65).toString('base64') }],
    ['no base64', { content: '<script>' }],
    ['a role that no customer gives', { role: 'signed-form' }],
  ])('with %s is refused', async (_, wrong) => {
    const { key } = await formSent(desk, everyone);
    expect(await refusedInPortal(desk, luis, key, 'key.judge', { ...luisKey(), ...wrong })).toBe('bad-input');
  });

  it('is nobody’s verification: the approver decides as if the agent had taken it, and a later key voids the release after a warning', async () => {
    const { key } = await formSent(desk, everyone);
    await takeForm(desk, key);
    expect(await handIn(luis, key, luisKey())).toBe('accepted');
    expect(await handIn(dana, key, keyOf('ssh-key', 'luis.pub', fileNamed('luis-ferreira.pub')))).toBe('accepted');
    await approve(desk, key, 'release');
    expect((await shownTo(desk, luis, key)).keys?.[0]).toMatchObject({ wanted: false, voids: true });
    const other = keyOf('encryption-key', 'new.asc', fileNamed('luis-ferreira-new.asc'));
    expect(await handIn(luis, key, other)).toBe('key-voids-release');
    expect(await handIn(luis, key, other, true)).toBe('accepted');
    await desk.host.settled();
    expect(attentionOf(await desk.request(key))).toContain('attention.voided');
  });

  it('of somebody who may not give one is not even judged', async () => {
    const { key } = await formSent(desk, everyone);
    expect(await refusedInPortal(desk, owen, key, 'key.judge', luisKey())).toBe('not-your-request');
    expect(await handIn(owen, key, luisKey())).toBe('not-your-request');
    expect(await handIn(owen, key, keyOf('encryption-key', 'backup.asc', fileNamed('northwind-backup.asc')))).toBe('not-your-request');
    expect(attentionOf(await desk.request(key))).not.toContain('flag.private-key.title');
  });
});

describe('the code that proves the key', () => {
  it('is shown sealed to requester and recipient, and taken from them within the same limits', async () => {
    const { key } = await keyTaken(desk, everyone);
    await desk.act('agent', key, 'possession.send');
    const { code, turn } = await shownTo(desk, luis, key);
    expect(turn.what.code).toBe('portal.turn.code');
    expect((await shownTo(desk, owen, key)).code).toBeUndefined();
    expect(await refusedInPortal(desk, owen, key, 'possession.answer', { text: 'AAAA-BBBB-CCCC-DDDD' })).toBe('not-your-request');
    expect(await refusedInPortal(desk, luis, key, 'possession.answer', { text: 'no code' })).toBe('no-code');
    expect(await refusedInPortal(desk, luis, key, 'possession.answer', { text: 'AAAA-BBBB-CCCC-DDDD' })).toBe('code-wrong');
    expect((await shownTo(desk, luis, key)).code?.left).toBe((code?.left ?? 0) - 1);
    const decryptionKeys = await readPrivateKey({ armoredKey: Buffer.from(fileNamed('secret-halves-for-tests/luis-ferreira.asc')).toString() });
    const { data } = z.object({ data: z.string() }).parse(await decrypt({ message: await readMessage({ armoredMessage: code?.sealed ?? '' }), decryptionKeys }));
    expect(await inPortal(desk, luis, key, 'possession.answer', { text: ` ${data.toLowerCase()} ` })).toMatchObject({ done: { code: 'done.code-right' } });
    expect((await shownTo(desk, luis, key)).code).toBeUndefined();
  });
});

describe('a delivery', () => {
  let at: Delivered;
  beforeAll(async () => {
    at = await delivered();
    await inPortal(desk, luis, at.key, 'keybase.note', { username: 'LuisF' });
  });

  it('shows its recipient everything they need, for their key, on each system', async () => {
    const { turn, download, keys } = await shownTo(desk, luis, at.key);
    expect(turn).toMatchObject({ who: 'you', what: { code: 'portal.turn.download', params: { count: 1 } } });
    expect(download?.hostKey).toBe(place.hostKey);
    for (const system of ['macos', 'linux', 'windows']) expect(download?.howTo[system]?.map(({ step }) => step)).toEqual(['fetch', 'compare', 'decrypt', 'extract']);
    expect(download?.howTo['windows']?.[1]?.commands).toEqual([`certutil -hashfile ${at.key}.7z.gpg SHA256`]);
    expect(download?.howTo['linux']?.[0]?.commands).toEqual([`sftp -i YOUR-SSH-KEY ${place.username}@${place.host}:${place.path}/${at.key}.7z.gpg .`]);
    expect(download?.keybase).toHaveLength(1);
    expect(keys).toBeUndefined();
    expect(await handIn(luis, at.key, luisKey())).toBe('key-too-late');
  });

  it.each([['the requester', dana], ['a participant', owen], ['the agent', 'agent'], ['the SRE who made it', 'sre'], ['the approver', 'approver']])('tells %s nothing of where it lies', async (_, who) => {
    const told = await askPortal(desk, who, at.key, 'portal.open').catch((refused: unknown) => String(refused));
    const text = JSON.stringify(told);
    for (const secret of [place.host, place.hostKey, place.username, place.path, '.gpg', 'sha256', 'LuisF', 'sftp']) expect([who, secret, text.includes(secret) && !(who === dana && secret === 'LuisF')]).toEqual([who, secret, false]);
  });

  it('shows a recipient who was named only afterwards nothing', async () => {
    const { key } = await delivered();
    await desk.act('agent', key, 'facts.set', { fact: 'recipient', value: { name: 'Owen Park', address: owen, employer: 'Contoso' } });
    // Whether or not the desk may still confirm it, once the data is out.
    await desk.refused('second-agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
    expect((await inPortal(desk, owen, key, 'portal.open')).relation).toBe('recipient');
    expect((await shownTo(desk, owen, key)).download).toBeUndefined();
    expect((await shownTo(desk, luis, key)).download).toBeUndefined();
  });

  it('is no longer shown while something odd is looked into, nor once the access has ended', async () => {
    const { key } = await delivered();
    await desk.act('agent', key, 'flag.raise', { reason: 'The mailbox may be read by somebody else' });
    const { turn, download, receipt } = await shownTo(desk, luis, key);
    expect(turn).toMatchObject({ who: 'us', what: { code: 'portal.turn.checking' } });
    expect({ download, receipt }).toEqual({});
    expect(JSON.stringify(turn)).not.toContain('mailbox');
    const { attention } = await desk.request(key, 'lead');
    await desk.act('lead', key, 'flag.settle', { flag: attention[0]?.id ?? '', reason: 'It is not' });
    expect((await shownTo(desk, luis, key)).download).toBeDefined();
    const now = desk.host.clock.now();
    await desk.host.clock.advance({ days: 21 });
    expect(await shownTo(desk, luis, key)).toMatchObject({ turn: { what: { code: 'portal.turn.access-ended' } }, receipt: {} });
    expect((await shownTo(desk, luis, key)).download).toBeUndefined();
    await desk.host.clock.set(now.toISOString());
  });

  it('that did not work is reported, becomes the SRE’s turn, and frees no release by itself', async () => {
    const { key, task } = await delivered();
    const told = await inPortal(desk, dana, key, 'receipt.report', { reason: 'gpg says: no secret key' });
    expect(told).toMatchObject({ done: { code: 'done.reported' }, request: { turn: { who: 'us', what: { code: 'portal.turn.reported' } }, receipt: { reported: { reason: 'gpg says: no secret key' } } } });
    const length = await desk.trailLength(key);
    await inPortal(desk, dana, key, 'receipt.report', { reason: 'gpg says: no secret key' });
    expect(await desk.trailLength(key)).toBe(length);
    const seen = await desk.request(key);
    expect(seen.turn).toMatchObject({ who: 'sre', what: { code: 'turn.look-into-report' } });
    expect(attentionOf(seen)).toContain('attention.reported');
    const sre = await onTask(desk, task, 'packet.open');
    expect(sre.turn).toMatchObject({ who: 'you', act: 'did-not-work', what: { code: 'turn.look-into-report' } });
    const again = await askSre(desk, task, 'delivery.record', goodRecord(key));
    expect(again).toMatchObject({ ok: false, refusal: { code: 'release-used' } });
    await onTask(desk, task, 'delivery.did-not-work', { reason: 'Sealed to the right key; the customer had another key ring' });
    expect((await shownTo(desk, dana, key)).turn.what.code).not.toBe('portal.turn.reported');
    expect(await refusedInPortal(desk, dana, key, 'receipt.confirm')).toBe('nothing-delivered');
  });

  it('that opens after all is a receipt all the same, by the customer and on the trail, once', async () => {
    expect(await refusedInPortal(desk, owen, at.key, 'receipt.confirm')).toBe('not-your-request');
    await inPortal(desk, luis, at.key, 'receipt.report', { reason: 'It asks for a passphrase' });
    const seen = await inPortal(desk, luis, at.key, 'receipt.confirm');
    expect(seen).toMatchObject({ done: { code: 'done.they-open' }, request: { turn: { who: 'us', what: { code: 'portal.turn.us.disposed' } } } });
    expect(seen.request?.road.find(({ stop }) => stop === 'received')?.state).toBe('done');
    const length = await desk.trailLength(at.key);
    await inPortal(desk, dana, at.key, 'receipt.confirm');
    expect(await desk.trailLength(at.key)).toBe(length);
    expect(await refusedInPortal(desk, luis, at.key, 'receipt.report', { reason: 'Wrong after all' })).toBe('receipt-said');
    const request = await desk.request(at.key);
    expect(stepOf(request, 'receipt').state).toBe('done');
    expect((await desk.trail(at.key)).lines[0]).toMatchObject({ who: 'Luis Ferreira', what: { code: 'event.step.marked' } });
  });
});

it('says nothing of a request on a ticket that is none', async () => {
  const { key } = await desk.ticket({ requestType: 'General question', fields: {} });
  expect((await inPortal(desk, dana, key, 'portal.open')).request).toBeUndefined();
  expect(await refusedInPortal(desk, dana, key, 'receipt.confirm')).toBe('no-request');
});
