/** Decides what can show that a step is done, as two lists to choose from: the kind of evidence, and which of that kind. */
import type { CheckShape, Rules, Step } from '../../src/contract';
import type { Wording } from '../parts/wording';
import { choiceWord, titleOfCheck } from './rule-words';

type Done = Step['done'];
export type Variant = { readonly value: string; readonly label: string; readonly done: Done };

export const evidenceKinds = ['facts', 'check', 'answer', 'attestation', 'file', 'reply', 'decision', 'possession', 'task', 'contacts', 'start', 'delivery', 'copy', 'disposal', 'certificate'] as const satisfies readonly Done['by'][];

const roles = ['signed-form', 'encryption-key', 'ssh-key'] as const;

/** Every way of one kind; one alone leaves nothing to choose. */
export function variantsOf(by: Done['by'], { t, ...words }: Pick<Wording, 't' | 'say' | 'knows'>, rules: Rules, checks: readonly CheckShape[]): readonly Variant[] {
  switch (by) {
    case 'check':
      return checks.map(({ id }) => ({ value: id, label: titleOfCheck(words, id), done: { by, check: id, settings: {} } }));
    case 'attestation':
      return [
        { value: 'note', label: t('ui.evidence.note'), done: { by, asks: 'note' } },
        { value: 'link', label: t('ui.evidence.link'), done: { by, asks: 'link' } },
        { value: 'silence', label: t('ui.evidence.silence'), done: { by, asks: 'note', silence: true } },
      ];
    case 'file':
      return roles.map((role) => ({ value: role, label: t('ui.evidence.file', { role: choiceWord[role] }), done: { by, role } }));
    case 'reply':
      return rules.replies.map(({ id, title }) => ({ value: id, label: title, done: { by, reply: id } }));
    case 'decision':
      return (['proceed', 'release'] as const).map((decision) => ({ value: decision, label: t('ui.evidence.decision', { decision }), done: { by, decision } }));
    case 'delivery':
      return (['recorded', 'handed-over'] as const).map((until) => ({ value: until, label: t('ui.evidence.delivery', { until }), done: { by, until } }));
    case 'disposal':
      return (['delivered-dump', 'tenant-systems'] as const).map((profile) => ({ value: profile, label: t('ui.evidence.disposal', { profile: choiceWord[profile] }), done: { by, profile } }));
    default:
      return [{ value: by, label: '', done: { by } }];
  }
}

/** Which of the ways a step has; a check keeps its settings. */
export function variantIn(done: Done): string {
  switch (done.by) {
    case 'check':
      return done.check;
    case 'attestation':
      return done.silence ? 'silence' : done.asks;
    case 'file':
      return done.role;
    case 'reply':
      return done.reply;
    case 'decision':
      return done.decision;
    case 'delivery':
      return done.until;
    case 'disposal':
      return done.profile;
    default:
      return done.by;
  }
}
