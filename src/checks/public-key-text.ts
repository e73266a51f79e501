/** Decides the text of the key that is handed on: one certificate, with what was verified of it and nothing else. */
import type * as OpenPgp from 'openpgp';
import type { Assessed } from './encryption-keys';
import { writePacket, type Packet } from './packets';

/** GnuPG takes the newest subkey of what it is given; without the rejected ones it cannot take a wrong one. */
export function publicKeyText(openpgp: typeof OpenPgp, { primary, direct, userIds, usable }: Assessed): string {
  const packets: Packet[] = [primary.packet];
  if (direct) packets.push(direct.packet);
  for (const { packet, certification } of userIds) packets.push(packet, certification.packet);
  for (const { material, binding } of usable) if (binding) packets.push(material.packet, binding.packet);
  // GnuPG 2.2 takes no text without a checksum whose base64 happens to end without padding: one key in three (T7071).
  return openpgp.armor(openpgp.enums.armor.publicKey, Buffer.concat(packets.map(writePacket)), undefined, undefined, undefined, true);
}
