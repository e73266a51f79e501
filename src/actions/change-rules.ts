/** Decides how every change of the rules is recorded: load, decide, and write draft, version, pointer and trail event together. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Message } from '../checks/message';
import { defaultRules } from '../procedure/default-rules';
import { deskRulesOf } from '../procedure/desk-rules';
import { draftSchema, type Rules } from '../procedure/rules';
import { readHolds } from '../storage/holds';
import { readDesk, saveRules, type Alongside, type Draft, type InForce, type RulesDesk } from '../storage/rules';
import { chain, commit, genesis } from '../trail/chain';
import type { Happening } from '../trail/event';
import { refused, type Refused } from './change';
import { loadRules } from './load-rules';

export type StandingDraft = { readonly rules: Rules; readonly saved: NonNullable<Draft['saved']>; readonly wait?: NonNullable<Draft['wait']> };

/** What a change of the rules is decided on. `rev` counts the changes of the draft, also of one that is gone. */
export type RulesScene = { readonly projectId: string; readonly published: Rules; readonly draft?: StandingDraft; readonly rev: number; readonly now: Date; readonly at: string };

export type RulesDecided = {
  /** Absent where the draft stays as it is. */
  readonly draft?: Draft;
  readonly happening?: Happening;
  /** Free text of the event, committed to and kept in erasable rows. */
  readonly personal?: readonly unknown[];
  readonly publish?: Rules;
  readonly alongside?: Alongside;
  readonly done?: Message;
};

/** The trail of a project's rules is a trail like any other, under a name that no issue has. */
export const rulesTrailOf = (projectId: string): string => `rules:${projectId}`;

const attempts = 4;

export const inForceOf = (desk: RulesDesk, projectId: string): InForce => desk.inForce ?? { version: defaultRules.version, trail: { seq: 0, head: genesis(rulesTrailOf(projectId)) } };

/** A draft of a shape that is no longer read is none: what it said can be imported from its file again, corrected. */
function standingDraft({ rules, saved, wait }: Draft): StandingDraft | undefined {
  const parsed = draftSchema.safeParse(rules);
  return parsed.success && saved ? { rules: parsed.data, saved, ...(wait && { wait }) } : undefined;
}

export async function rulesScene(projectId: string): Promise<{ readonly scene: RulesScene; readonly desk: RulesDesk }> {
  const desk = await readDesk(projectId);
  const published = await loadRules(projectId, inForceOf(desk, projectId).version);
  const draft = standingDraft(desk.draft);
  const now = new Date();
  return { desk, scene: { projectId, published, ...(draft && { draft }), rev: desk.revs.draft, now, at: now.toISOString() } };
}

function recordOf(desk: RulesDesk, { projectId, at }: RulesScene, { happening, personal = [], publish }: RulesDecided, actor: string): { inForce: InForce; event: ReturnType<typeof chain>; persons: { ref: string; value: unknown; salt: string }[] } | undefined {
  if (!happening) return undefined;
  const before = inForceOf(desk, projectId);
  const requestId = rulesTrailOf(projectId);
  const persons = personal.map((value, nth) => ({ ref: `${requestId}#${before.trail.seq + 1}#${nth}`, value, salt: randomBytes(16).toString('hex') }));
  // Servers' clocks differ by moments, and no event is older than the one before it.
  const eventAt = before.trail.at !== undefined && before.trail.at > at ? before.trail.at : at;
  const event = chain({ requestId, ...before.trail }, { ...happening, ...(persons.length > 0 && { personal: persons.map(({ ref, value, salt }) => commit(ref, value, salt)) }) }, actor, eventAt);
  const trail = { seq: event.seq, head: event.hash, at: eventAt };
  return { inForce: publish ? { version: publish.version, since: eventAt, desk: deskRulesOf(publish), trail } : { ...before, trail }, event, persons };
}

/** Changes the rules of a project for `actor`. `decide` is repeated on what stands after a conflict, and refuses what no longer fits. */
export async function changeRules(projectId: string, actor: string, decide: (scene: RulesScene) => RulesDecided | Refused | Promise<RulesDecided | Refused>): Promise<{ readonly done?: Message } | Refused> {
  if ((await readHolds()).isBeingBroughtIn) return refused('desk-being-imported');
  const changeId = randomUUID();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { scene, desk } = await rulesScene(projectId);
    const decided = await decide(scene);
    if ('refusal' in decided) return decided;
    const recorded = recordOf(desk, scene, decided, actor);
    const done = decided.done ? { done: decided.done } : {};
    try {
      const saved = await saveRules({ projectId, before: desk, draft: decided.draft, alongside: decided.alongside, changeId, ...(recorded && { recorded }), ...(decided.publish && { published: { version: decided.publish.version, rules: decided.publish } }) });
      if (saved === 'saved') return done;
    } catch (error) {
      // The write may have happened although its answer never came.
      if (!(await readDesk(projectId)).changeIds.includes(changeId)) throw error;
      return done;
    }
  }
  return refused('busy');
}
