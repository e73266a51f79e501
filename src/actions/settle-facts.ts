/** Decides how facts are entered by hand and confirmed. */
import { factNames, type Fact, type FactName, type FactValues, type SnapshotRequest } from '../procedure/request';
import { factsStanding } from '../procedure/checklist';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { isSecondPerson } from './identify';
import { perform } from './perform';
import { runChecks } from './run-checks';

export type FactEntry = { [Name in FactName]: { readonly fact: Name; readonly value: FactValues[Name]; readonly how?: string | undefined } }[FactName];

/** What a fact's value must be beyond its shape; a code, or undefined where it may stand. */
function wrong(entry: FactEntry): string | undefined {
  if (entry.fact === 'dates' && entry.value.from > entry.value.to) return 'dates-reversed';
  if (entry.fact === 'licences' && entry.value.length === 0) return 'no-licence-number';
  if (entry.fact === 'requester' && entry.value.address !== undefined && !entry.how) return 'say-how-known';
  return undefined;
}

/** An address that a person typed is known by hand, whatever the call says: only Jira can vouch for an account's address. */
const typed = (entry: FactEntry, request: SnapshotRequest): Fact<FactValues[FactName]>['value'] => {
  if (entry.fact !== 'requester') return entry.value;
  const { accountId, name } = { ...request.facts.requester?.value, ...(entry.value.name && { name: entry.value.name }) };
  return { ...(accountId && { accountId }), ...(name && { name }), ...(entry.value.address && { address: entry.value.address, addressFrom: 'by-hand' as const }) };
};

/** Enters one fact. It counts only once it is confirmed; a confirmed one loses its confirmation. */
export function setFact(issueId: string, actor: string, entry: FactEntry): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request }: Scene): Decided | Refused => {
    const code = wrong(entry);
    if (code) return refused(code);
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const fact = { value: typed(entry, request), source: { by: 'hand' as const, accountId: actor, ...(entry.how && { how: entry.how }) } };
    const { waiting, ...rest } = request;
    const stillWaiting = waiting && waiting.reply !== 'missing-facts' ? { waiting } : {};
    return {
      request: { ...rest, ...stillWaiting, facts: { ...request.facts, [entry.fact]: fact } },
      happening: { type: 'facts.set', detail: { fact: entry.fact, source: 'hand' } },
      personal: [fact],
      done: { code: 'done.fact-set', params: { fact: `fact.${entry.fact}` } },
    };
  });
}

/**
 * Confirms every found fact for `actor`, who saw them at `rev`. The requester's address by hand needs another person than
 * the one who typed it, whichever account they use, so it stays unconfirmed where they are the same.
 */
function confirmFacts(issueId: string, actor: string, rev: number): Promise<Outcome | Refused> {
  return perform(issueId, actor, async ({ request, at, pieceRevs }: Scene): Promise<Decided | Refused | Unchanged> => {
    if (pieceRevs.intake > rev) return refused('facts-changed');
    const { unconfirmed } = factsStanding(request);
    if (unconfirmed.length === 0) return { unchanged: true };
    const source = unconfirmed.includes('requester') ? request.facts.requester?.source : undefined;
    const isBarred = source?.by === 'hand' && (await isSecondPerson(actor, source.accountId)) !== true;
    const confirmed = unconfirmed.filter((name) => name !== 'requester' || !isBarred);
    if (confirmed.length === 0) return refused('second-person-needed', { fact: 'fact.requester' });
    const facts = Object.fromEntries(factNames.flatMap((name) => {
      const fact = request.facts[name];
      return fact ? [[name, confirmed.includes(name) ? { ...fact, confirmed: { by: actor, at } } : fact]] : [];
    }));
    return {
      request: { ...request, facts },
      happening: { type: 'facts.confirmed', detail: { facts: confirmed } },
      personal: [facts],
      done: { code: 'done.facts-confirmed', params: { count: confirmed.length } },
    };
  });
}

/** Confirms, and where that completes the facts runs the checks at once, so that one click does what one would do next. */
export async function confirmAndCheck(issueId: string, actor: string, rev: number): Promise<Outcome | Refused> {
  const confirmed = await confirmFacts(issueId, actor, rev);
  if ('refusal' in confirmed) return confirmed;
  const { missing, unconfirmed } = factsStanding(confirmed.request);
  return missing.length + unconfirmed.length === 0 ? runChecks(issueId, actor) : confirmed;
}
