/** Decides whether a gate opens for a transition that somebody tries now: as the app, on live evidence, closed on any doubt. */
import { randomBytes } from 'node:crypto';
import { readTicket, readTicketText, type Ticket } from '../jira/tickets';
import type { Message } from '../checks/message';
import { isThrough } from '../procedure/ending';
import { readiness, type Missing, type Readiness } from '../procedure/readiness';
import { sentence } from '../procedure/sentence';
import { fileRoles, type GateName, type SnapshotRequest } from '../procedure/request';
import { rolesGone } from '../procedure/retention';
import type { Rules } from '../procedure/rules';
import type { Reader } from '../procedure/wording';
import { readHolds } from '../storage/holds';
import { loadRequest, requestOfTask, type Stored } from '../storage/requests';
import { readTombstone } from '../storage/tombstones';
import { faultInLog } from './tell-fault';
import { loadRules } from './load-rules';
import { sealOfText } from './prepare-task';
import { rejudged } from './run-checks';

export type GateAnswer = { readonly result: true } | { readonly result: false; readonly errorMessage: string };

/** Less than Forge's 25 s, so that our sentence reaches the person and not the platform's. */
const budgetMs = 10_000;
/** More than anybody reads in Jira's small message. */
const mostShown = 4;

const utcReader = (now: Date): Reader => ({ locale: 'en', timeZone: 'UTC', now });

/** The sentence under Jira's “We couldn't move …”: what is missing, and which permission can see to it. */
function refusalSentence({ gate, missing }: Readiness, reader: Reader): string {
  const spelled = (message: Message): string => sentence(message, reader);
  const whole = ({ says, permission }: Missing): string => [spelled(says), ...(permission ? [spelled({ code: 'gate.who', params: { permission: `permission.${permission}` } })] : [])].join(' ');
  const [only] = missing;
  if (missing.length === 1 && only) return spelled({ code: 'gate.one', params: { gate: `gate.${gate}`, what: whole(only) } });
  const listed = missing.slice(0, mostShown).map((one, at) => `(${at + 1}) ${whole(one)}`);
  const more = missing.length > mostShown ? [spelled({ code: 'gate.more', params: { count: missing.length - mostShown } })] : [];
  return spelled({ code: 'gate.many', params: { gate: `gate.${gate}`, count: missing.length, what: [...listed, ...more].join(' ') } });
}

/** Files that were checked and are no longer on the ticket under their ids, though their time there is not over. */
function filesGone(request: SnapshotRequest, ticket: Ticket): readonly Missing[] {
  const onTicket = new Set(ticket.attachments.map(({ id }) => id));
  const over = rolesGone(request);
  return fileRoles.flatMap((role) => request.files[role] && !over.includes(role) ? [request.files[role]] : []).flatMap((file) => (!onTicket.has(file.attachmentId) ? [{ says: { code: 'missing.file-gone', params: { file: file.name } }, permission: 'run-checks' as const }] : []));
}

/** The gate of a request as it stands now: small checks judged again, files looked for, time and flags counted. */
export async function liveReadiness(gate: GateName, request: SnapshotRequest, rules: Rules, now: Date, ticket?: Ticket): Promise<Readiness> {
  // After an end no check and no file counts any more.
  if (request.ended && !isThrough(request.ended)) return readiness(gate, request, rules, now);
  const [live, onTicket] = await Promise.all([rejudged(request, rules, gate, now), ticket ?? readTicket('app', request.issueId)]);
  const judged = readiness(gate, live, rules, now);
  const missing = [...judged.missing, ...filesGone(request, onTicket)];
  return { gate, open: missing.length === 0, missing };
}

/** The request that an issue belongs to, be it the support ticket itself or the SRE task that was made from it. */
async function requestBehind(issueId: string): Promise<{ readonly stored: Stored; readonly isTask: boolean } | undefined> {
  const own = await loadRequest(issueId);
  if (own) return { stored: own, isTask: false };
  const ticketId = await requestOfTask(issueId);
  const stored = ticketId ? await loadRequest(ticketId) : undefined;
  return stored && { stored, isTask: true };
}

async function judgeGate(gate: GateName, issueKey: string): Promise<GateAnswer> {
  const now = new Date();
  const { setBack, isBeingBroughtIn } = await readHolds();
  if (isBeingBroughtIn) return { result: false, errorMessage: sentence({ code: 'desk-being-imported', params: {} }, utcReader(now)) };
  const issue = await readTicket('app', issueKey);
  const behind = await requestBehind(issue.id);
  if (!behind) {
    // Only what had ended and was seen to has a tombstone: its ticket may be closed once more.
    if (gate === 'close' && (await readTombstone(issue.id))) return { result: true };
    const code = gate === 'start-work' || gate === 'deliver' || gate === 'dispose' ? 'gate.not-a-task' : 'gate.no-request';
    return { result: false, errorMessage: sentence({ code, params: { gate: `gate.${gate}` } }, utcReader(now)) };
  }
  const { request } = behind.stored;
  const rules = await loadRules(request.projectId, request.rulesVersion);
  const ticket = await liveReadiness(gate, request, rules, now, behind.isTask ? undefined : issue);
  const changed = behind.isTask && sealOfText(issue.summary, (await readTicketText(issue.id)).description) !== request.task?.textSeal;
  const missing: readonly Missing[] = [...(setBack ? [{ says: { code: 'storage-set-back', params: { no: setBack.no } }, permission: 'administer-rules' as const }] : []), ...ticket.missing, ...(changed ? [{ says: { code: 'missing.task-text', params: {} }, permission: 'settle-flags' as const }] : [])];
  const judged: Readiness = { gate, open: missing.length === 0, missing };
  if (judged.open) return { result: true };
  return { result: false, errorMessage: refusalSentence(judged, { ...utcReader(now), timeZone: rules.calendar.timeZone }) };
}

const timedOut = (ms: number): Promise<never> => new Promise((_, reject) => setTimeout(() => reject(Object.assign(new Error(), { name: 'OutOfTime' })), ms).unref());

/** Fails closed: whatever goes wrong, the gate stays shut and says so, with a code that the log has too. */
export async function checkGate(gate: GateName, issueKey: string): Promise<GateAnswer> {
  try {
    return await Promise.race([judgeGate(gate, issueKey), timedOut(budgetMs)]);
  } catch (error) {
    const reference = `SD-${randomBytes(2).toString('hex').toUpperCase()}`;
    console.error(`${reference}: the gate ${gate} could not be checked: ${faultInLog(error)}`);
    return { result: false, errorMessage: sentence({ code: 'gate.fault', params: { gate: `gate.${gate}`, reference } }, utcReader(new Date())) };
  }
}
