/** Decides the acts that carry a ticket from its SRE task to the recipient, who then has the details of a delivery. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessage, encrypt, readKey } from 'openpgp';
import { z } from 'zod';
import type { Host } from '../local/host';
import type { Act, Desk } from './carried-ticket';

const keys = join(__dirname, '../local/scenarios/files');
const answered = z.object({ ok: z.literal(true), value: z.unknown() });

/** Three files as one would be delivered, sealed to the seeded recipient's key and recorded as the command of the SRE panel prints them. */
async function recordOf(ticket: string): Promise<string> {
  const encryptionKeys = (await readKey({ armoredKey: readFileSync(join(keys, 'luis-ferreira.asc'), 'utf8') })).toPublic();
  const lines = await Promise.all(['', '-attachments', '-audit'].map(async (part, at) => {
    const sealed: unknown = await encrypt({ message: await createMessage({ binary: new Uint8Array(1500 + at) }), encryptionKeys, format: 'binary' });
    const content = Buffer.from(sealed as Uint8Array<ArrayBuffer>);
    return `file ${content.length} ${createHash('sha256').update(content).digest('hex')} ${content.subarray(0, 4096).toString('hex')} ${ticket}${part}.7z.gpg`;
  }));
  return [`snapshot-delivery 1 ${ticket}`, ...lines, `end ${lines.length}`].join('\n');
}

/** Moves the clock past the days in which a contact may object. */
export function toTheRecipient(host: Host): readonly Act[] {
  const onTask = (what: string, question: string, payload: (desk: Desk) => object | Promise<object>): Act => ({
    what,
    prepare: async (desk) => {
      const { task } = await desk.look('agent');
      const given = await payload(desk);
      return async () => answered.parse(await host.as('sre@example.com').invoke({ moduleKey: 'sre-panel', issueKey: task?.issueKey ?? '' }, question, given));
    },
  });
  return [
    { what: 'The agent tells the listed contacts', prepare: async (desk) => () => desk.ask('agent', 'contacts.told', { how: 'by-hand', note: 'Mail to both' }) },
    onTask('SRE states what production holds', 'work.start', () => ({ site: 'northwind.atlassian.net' })),
    { what: 'The contacts do not object', prepare: async () => () => host.clock.advance({ days: 5 }) },
    onTask('SRE records the sealed files', 'delivery.record', async ({ ticket }) => ({
      record: await recordOf(ticket),
      host: 'drop-eu1.brightwell.example',
      hostKey: 'SHA256:R0CuY0ewFywBJU/1W65a/1GZ9ERuf21kPUAYWz9HUUU',
      username: 'nw-2417',
      path: '/home/nw-2417',
      expiresOn: new Date(host.clock.now().getTime() + 14 * 86_400_000).toISOString().slice(0, 10),
    })),
    onTask('SRE hands the details over', 'delivery.hand-details', () => ({ note: 'Shown in the portal' })),
  ];
}
