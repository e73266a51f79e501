// Shows what a checkpoint covers, what its proof proves, and that none can be changed, left out or made twice unseen.
import fc from 'fast-check';
import type { Head } from '../../src/trail/chain';
import { faultBetween, faultOfFull, faultOfSeal, sealHeads, sealOf } from '../../src/trail/checkpoint';
import { digest } from '../../src/trail/digest';
import { readWitness } from '../../src/trail/witness';

const at = '2026-11-20T00:00:00.000Z';
const heads = (count: number): readonly Head[] => Array.from({ length: count }, (_, nth) => ({ requestId: String(10_001 + nth), seq: nth + 1, head: digest({ nth }) }));
const three = heads(3);
const first = sealHeads(undefined, three, at);
const second = sealHeads(first, heads(5), '2026-11-21T00:00:00.000Z');

it('proves every head of a checkpoint of any size, and no other head', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (count, pick) => {
      const checkpoint = sealHeads(undefined, heads(count), at);
      const seal = sealOf(checkpoint, String(10_001 + (pick % count)));
      if (!seal) return false;
      const forged = { ...seal, head: { ...seal.head, seq: seal.head.seq + 1 } };
      return faultOfFull(checkpoint) === undefined && faultOfSeal(seal) === undefined && faultOfSeal(forged) === 'checkpoint-proof-differs';
    }),
  );
});

it('has the same root in whatever order the heads come', () => {
  expect(sealHeads(undefined, [...three].reverse(), at)).toEqual(first);
});

it('seals nothing for a request that it does not cover', () => {
  expect(sealOf(first, '99999')).toBeUndefined();
});

const whole = JSON.stringify(first);

it.each<[string, string, string | undefined]>([
  ['as posted', whole, undefined],
  ['two in a row, a line each', `${whole}\n${JSON.stringify(second)}\n`, undefined],
  ['the seal of one request', JSON.stringify(sealOf(first, '10002')), undefined],
  ['the answer of Jira for the property', JSON.stringify({ key: 'snapshotDeskTrail', value: sealOf(first, '10002') }, null, 2), undefined],
  ['a head changed', JSON.stringify({ ...first, heads: [{ ...three[0], seq: 9 }, ...three.slice(1)] }), 'checkpoint-heads-differ'],
  ['a head left out', JSON.stringify({ ...first, heads: three.slice(1) }), 'checkpoint-heads-differ'],
  ['a head twice', JSON.stringify({ ...first, heads: [three[0], ...three] }), 'checkpoint-heads-differ'],
  ['the time changed', JSON.stringify({ ...first, at: '2026-11-19T00:00:00.000Z' }), 'checkpoint-altered'],
  ['two of one number', `${whole}\n${JSON.stringify(sealHeads(undefined, heads(2), at))}`, 'checkpoint-forked'],
  ['one that does not follow', `${whole}\n${JSON.stringify(sealHeads({ no: 1, hash: digest('another') }, three, at))}`, 'checkpoint-not-linked'],
  ['nothing', '', 'checkpoint-unreadable'],
  ['no JSON', 'Checkpoint 1', 'checkpoint-unreadable'],
  ['another JSON', '{"v":1}', 'checkpoint-unreadable'],
])('reads a checkpoint: %s', (_, text, fault) => {
  const witness = readWitness(text);
  expect('fault' in witness ? witness.fault : undefined).toBe(fault);
});

it('gives the newest head of each request', () => {
  const witness = readWitness(`${JSON.stringify(second)}\n${whole}`);
  expect('covered' in witness && witness.covered.get('10001')?.no).toBe(2);
});

it('says nothing about checkpoints with a gap between them', () => {
  expect(faultBetween(first, sealHeads(second, three, at))).toBeUndefined();
});
