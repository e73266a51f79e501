/** Decides how a code is sealed to the customer's key, sent, and its answer taken: who answered, how often, for which key. */
import { randomBytes } from 'node:crypto';
import { encryptToKey } from '../checks/encrypt-to-key';
import { answer, challenge, codeFrom, possessionLimits, possessionOf } from '../procedure/possession';
import { isTheirs } from '../procedure/relation';
import { sentence } from '../procedure/sentence';
import { keyFingerprint } from '../procedure/terms';
import type { SnapshotRequest } from '../procedure/request';
import { loadRequest } from '../storage/requests';
import { possessionSecret } from '../storage/secrets';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { perform } from './perform';
import { relationTo } from './relate';

/** What the key's check showed of the key that passed; empty where it has not passed. */
function passedKey(request: SnapshotRequest): { readonly publicKey: string; readonly keyIds: readonly string[] } | undefined {
  const verdict = request.verdicts['openpgp-key'];
  const publicKey = verdict?.shows['publicKey'];
  const keys = verdict?.shows['encryptionKeys'];
  if (!keyFingerprint(request) || typeof publicKey !== 'string' || !Array.isArray(keys)) return undefined;
  return { publicKey, keyIds: (keys as { keyId: string }[]).map(({ keyId }) => keyId) };
}

/** Sends a new code; an earlier one is worth nothing from then on. */
export async function sendCode(issueId: string, actor: string): Promise<Outcome | Refused> {
  const secret = await possessionSecret();
  return perform(issueId, actor, async ({ request, rules, now, at }: Scene): Promise<Decided | Refused> => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const key = passedKey(request);
    const fingerprint = keyFingerprint(request);
    if (!key || !fingerprint) return refused('key-first');
    const code = codeFrom(randomBytes(16));
    const sealed = await encryptToKey(code, key.publicKey, key.keyIds, now);
    if ('refused' in sealed) return refused('key-first');
    const nonce = randomBytes(16).toString('hex');
    const { requester, recipient } = request.facts;
    const text = sentence(
      { code: 'code.comment', params: { requester: requester?.value.name?.split(' ')[0] ?? 'there', recipient: recipient?.value.name ?? 'the recipient', days: possessionLimits.days, message: sealed.armoured.trim() } },
      { locale: 'en', timeZone: rules.calendar.timeZone, now },
    );
    return {
      request: { ...request, possession: { ...challenge(code, secret, fingerprint, nonce, now), sealed: sealed.armoured.trim() }, waiting: { since: at, reply: 'possession' } },
      happening: { type: 'possession.asked', detail: { fingerprint } },
      effects: [{ name: `comment#${nonce}`, what: { do: 'comment', replyId: 'possession', text }, now: true }],
      done: { code: 'done.code-sent', params: {} },
    };
  });
}

/** Takes an answer. A wrong one is recorded and counted, whoever gave it; text without a code costs nothing. */
export async function answerCode(issueId: string, actor: string, text: string): Promise<Outcome | Refused> {
  const secret = await possessionSecret();
  const outcome = await perform(issueId, actor, ({ request, now }: Scene): Decided | Refused | Unchanged => {
    const sent = request.possession;
    const fingerprint = keyFingerprint(request);
    if (!sent || !fingerprint) return refused('no-code-waits');
    const answered = answer(sent, text, secret, actor, fingerprint, now);
    if (answered.outcome === 'no-code') return refused('no-code');
    if (!('challenge' in answered)) return refused('no-code-waits');
    const isRight = answered.outcome === 'right';
    const { waiting, ...rest } = request;
    return {
      request: { ...rest, ...(waiting && (waiting.reply !== 'possession' || !isRight) && { waiting }), possession: answered.challenge },
      happening: { type: 'possession.answered', detail: { fingerprint, right: isRight ? 'yes' : 'no', by: actor } },
      ...(isRight && { done: { code: 'done.code-right', params: {} } }),
    };
  });
  if ('refusal' in outcome || outcome.done) return outcome;
  return refused('code-wrong', { left: possessionLimits.attempts - (outcome.request.possession?.attempts.length ?? 0) });
}

/** In the portal the code is taken from requester and recipient; in the ticket's comments from whoever writes there. */
export async function answerAsCustomer(issueId: string, accountId: string, text: string): Promise<Outcome | Refused> {
  const stored = await loadRequest(issueId);
  if (!stored) return refused('no-request');
  if (!isTheirs(await relationTo(stored.request, accountId))) return refused('not-your-request');
  return stored.request.ended ? refused('ended', { ending: stored.request.ended.ending }) : answerCode(issueId, accountId, text);
}

/** Whether a code is waited for, so that a comment is looked at for it. */
export const awaitsCode = (request: SnapshotRequest, now: Date): boolean => possessionOf(request.possession, keyFingerprint(request), now) === 'waiting';
