/** Decides what evidence the checks of a request get, from where, and how old each piece is. */
import { createHash } from 'node:crypto';
import type { Evidence, EvidenceName, Gathered, PreviousRequest } from '../checks/evidence';
import { sharedMailLists } from '../checks/shared-mail';
import { downloadAttachment } from '../jira/attachments';
import { JiraFault } from '../jira/ask';
import { verifiedAddress } from '../jira/people';
import { digestsOf } from '../procedure/blank-forms';
import { dayIn, readClock } from '../procedure/business-days';
import { mentionsOf } from '../procedure/upkeep';
import type { FactName, FileRole, SnapshotRequest, TakenFile } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { standingsOf } from '../storage/desk';
import { findMentions, loadRequest, mostMentions } from '../storage/requests';
import { lookUpLicences, lookUpTenants } from './look-up';

export type Gathering = { readonly [Name in EvidenceName]?: Gathered<Evidence[Name]> };

const missing = { state: 'missing' } as const;

function fromFact<Name extends FactName, T>(request: SnapshotRequest, name: Name, read: (value: NonNullable<SnapshotRequest['facts'][Name]>['value']) => T): Gathered<T> {
  const fact = request.facts[name];
  if (!fact) return missing;
  return { state: 'known', value: read(fact.value), at: fact.confirmed?.at ?? request.begun.at, from: fact.source.by };
}

function vouched(request: SnapshotRequest, whom: 'requester' | 'recipient'): Gathered<Evidence['authorisation']> {
  const word = request.authorisations?.[whom];
  return word ? { state: 'known', value: { by: word.contact, forAddress: word.forAddress }, at: word.at, from: 'by-hand' } : missing;
}

/** A file as it lies on the ticket now. One whose digest is no longer that of the intake is not the file that was taken. */
async function fromFile(file: TakenFile | undefined): Promise<Gathered<Evidence['encryptionKey']>> {
  if (!file) return missing;
  try {
    const bytes = await downloadAttachment(file.attachmentId);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== file.sha256) return { state: 'unavailable', reason: 'the file is not the one that was taken' };
    return { state: 'known', value: { name: file.name, bytes, sha256, ...(file.fingerprint && { chosenFingerprint: file.fingerprint }) }, at: file.taken.at, from: sha256 };
  } catch (error) {
    if (!(error instanceof JiraFault)) throw error;
    return { state: 'unavailable', reason: error.status === 404 ? 'the file is no longer on the ticket' : 'Jira did not give the file' };
  }
}

/** Every open one, then the newest: twenty that are over are more than anybody reads, and what lies further back shares its story with these. */
function openFirst(all: readonly PreviousRequest[]): readonly PreviousRequest[] {
  const newestFirst = all.toSorted((one, other) => other.askedOn.localeCompare(one.askedOn));
  return [...newestFirst.filter(({ ending }) => ending === 'open'), ...newestFirst.filter(({ ending }) => ending !== 'open').slice(0, 20)];
}

/** Requests of the desk that share domain, site or licence with this one, whatever number of tickets older than the app does too. */
export async function previousRequests(request: SnapshotRequest, isShared: (domain: string) => boolean, now: Date): Promise<Gathered<readonly PreviousRequest[]>> {
  const sharing = new Map<string, { at: string; before: string | undefined; by: PreviousRequest['sharedBy'][number][] }>();
  for (const mention of mentionsOf(request, isShared)) {
    const found = await findMentions(mention);
    if (found.length >= mostMentions) return { state: 'unavailable', reason: 'more requests share this than can be looked at' };
    for (const { request: issueId, at, before } of found) {
      if (issueId === request.issueId) continue;
      const known = sharing.get(issueId) ?? { at, before, by: [] };
      sharing.set(issueId, { ...known, by: known.by.includes(mention.by) ? known.by : [...known.by, mention.by] });
    }
  }
  const standings = await standingsOf([...sharing.keys()]);
  const all = [...sharing].map(([issueId, { at, before, by }]): PreviousRequest => {
    const other = standings.get(issueId);
    return { issueId, issueKey: other?.issueKey ?? before ?? issueId, sharedBy: by, askedOn: at.slice(0, 10), ending: other?.ending ?? 'unknown', beforeTheApp: !other && before !== undefined };
  });
  return { state: 'known', value: openFirst(all), at: now.toISOString(), from: 'desk' };
}

/** The key that the last delivery to this customer was encrypted to, by licence or site; missing where nothing was delivered. */
async function lastDeliveredKey(request: SnapshotRequest, isShared: (domain: string) => boolean): Promise<Gathered<Evidence['lastDeliveredKey']>> {
  const delivered: { fingerprint: string; deliveredOn: string }[] = [];
  const others = new Set<string>();
  for (const mention of mentionsOf(request, isShared)) {
    if (mention.by === 'domain') continue;
    // A ticket older than the app has delivered nothing with it.
    for (const { request: issueId, before } of await findMentions(mention)) if (issueId !== request.issueId && before === undefined) others.add(issueId);
  }
  for (const issueId of [...others].slice(0, 20)) {
    const other = (await loadRequest(issueId))?.request;
    for (const { sealedFor, handedOver, failed } of other?.deliveries ?? []) if (handedOver && !failed) delivered.push({ fingerprint: sealedFor, deliveredOn: handedOver.at });
  }
  const last = delivered.sort((one, other) => one.deliveredOn.localeCompare(other.deliveredOn)).at(-1);
  return last ? { state: 'known', value: last, at: last.deliveredOn, from: 'desk' } : missing;
}

/** Who is to sign: the requester for the customer, whom the rules name for the vendor, and else anybody of the desk's own domain. */
async function formExpectation(request: SnapshotRequest, rules: Rules, isShared: (domain: string) => boolean): Promise<Gathered<Evidence['formExpectation']>> {
  const { requester } = request.facts;
  if (!requester?.value.address) return missing;
  const { name, address } = requester.value;
  const customer = { side: 'customer' as const, address, ...(name && { name }) };
  const vendor = rules.policies.vendorSigners.map((signer) => ({ side: 'vendor' as const, ...signer }));
  const form = request.files['signed-form'];
  const agent = form && (await verifiedAddress(form.taken.by));
  const domain = agent?.slice(agent.lastIndexOf('@') + 1).toLowerCase();
  const value = { signers: [customer, ...vendor], blankDigests: rules.policies.blankForms.flatMap(digestsOf), ...(domain && !isShared(domain) && { vendorDomain: domain }) };
  return { state: 'known', value, at: requester.confirmed?.at ?? request.begun.at, from: 'rules' };
}

const roleOf: { readonly [Name in EvidenceName]?: FileRole } = { encryptionKey: 'encryption-key', sshKey: 'ssh-key', signedForm: 'signed-form' };

/** Gathers just what is in `wanted`; nothing is downloaded or looked up for a check that is not run. */
export async function gatherEvidence(request: SnapshotRequest, rules: Rules, wanted: ReadonlySet<EvidenceName>, now: Date): Promise<Gathering> {
  const numbers = request.facts.licences?.value ?? [];
  const sharedMailOf = await sharedMailLists([]);
  const isShared = (domain: string): boolean => sharedMailOf(domain) !== undefined;
  const wantsLicences = wanted.has('licences') || wanted.has('tenantMap');
  const licences = wantsLicences && numbers.length > 0 ? await lookUpLicences(numbers) : missing;
  const cloudIds = licences.state === 'known' ? licences.value.found.flatMap(({ cloudId }) => cloudId ?? []) : [];
  const { tenant, site } = request.facts;
  const files: { -readonly [Name in EvidenceName]?: Gathered<never> } = {};
  for (const name of wanted) {
    const role = roleOf[name];
    if (role) files[name] = (await fromFile(request.files[role])) as Gathered<never>;
  }
  const { latest } = readClock(request.clock, rules.calendar, dayIn(rules.calendar.timeZone, now));
  return {
    requester: fromFact(request, 'requester', (value) => value),
    // Whoever is named on the ticket was named by its reporter; how that one is known is the requester's own check.
    recipient: fromFact(request, 'recipient', ({ name, address, employer }) => ({
      name,
      address,
      employer,
      addressFrom: request.facts.recipient?.source.by === 'hand' ? ('by-hand' as const) : ('reporter-field' as const),
      ...(request.facts.country && { country: request.facts.country.value }),
    })),
    site: fromFact(request, 'site', (host) => ({ host })),
    tenant: fromFact(request, 'tenant', (id) => ({ id })),
    licences,
    tenantMap: wanted.has('tenantMap') ? await lookUpTenants({ ...(tenant && { tenant: tenant.value }), ...(site && { site: site.value }), cloudIds }) : missing,
    previousRequests: wanted.has('previousRequests') ? await previousRequests(request, isShared, now) : missing,
    authorisation: vouched(request, 'requester'),
    recipientAuthorisation: vouched(request, 'recipient'),
    lastDeliveredKey: wanted.has('lastDeliveredKey') ? await lastDeliveredKey(request, isShared) : missing,
    formExpectation: wanted.has('formExpectation') ? await formExpectation(request, rules, isShared) : missing,
    deliveryBy: { state: 'known', value: { day: latest }, at: now.toISOString(), from: 'calendar' },
    ...files,
  };
}
