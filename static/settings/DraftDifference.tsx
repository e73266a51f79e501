/** Shows what the draft changes against the version in force, what of that weakens a guard, and what is still wrong with it. */
import type { ReactNode } from 'react';
import type { DraftView, ReviewedDifference, Rules } from '../../src/contract';
import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { Lozenge, type Tone } from '../parts/Lozenge';
import { Says, useWording } from '../parts/Says';
import { saidOf, titleOf } from './difference-words';
import { withTitles } from './problem-words';
import { withPutBack } from './step-edits';

const tones = { added: 'info', removed: 'danger', moved: 'warning', changed: 'warning' } as const satisfies Readonly<Record<ReviewedDifference['change'], Tone>>;

type People = Readonly<Record<string, string>>;
type Edit = (change: (rules: Rules) => Rules) => void;

function One({ group, was, now, people, edit }: { group: readonly [ReviewedDifference, ...ReviewedDifference[]]; was: Rules; now: Rules; people: People; edit: Edit | undefined }): ReactNode {
  const wording = useWording();
  const [first] = group;
  const title = titleOf(wording, first, was, now);
  return (
    <li>
      <Lozenge tone={tones[first.change]}>{wording.t(`ui.diff.${first.change}.short`)}</Lozenge>
      <div>
        <b>{title}</b>
        {group.map((difference) => {
          const said = saidOf(wording, difference, was, now, people);
          return (
            <div key={`${difference.change} ${difference.field ?? ''}`}>
              <p className="diff__text">
                {said.label}{said.was === undefined ? null : <>{said.label === '' ? '' : ' '}<span className="vh">{wording.t('ui.was')} </span><del className="del">{said.was}</del> <span className="vh">{wording.t('ui.now')} </span><ins className="ins">{said.now}</ins></>}
              </p>
              {difference.weakens ? <p className="small warn-line"><Icon name="warns" /><Says message={difference.weakens} /></p> : null}
            </div>
          );
        })}
      </div>
      {edit ? <Button small look="subtle" label={wording.t('ui.diff.put-back.of', { what: title })} onPress={() => { edit((rules) => withPutBack(rules, was, first)); }}>{wording.t('ui.diff.put-back')}</Button> : null}
    </li>
  );
}

function grouped(differences: readonly ReviewedDifference[]): readonly (readonly [ReviewedDifference, ...ReviewedDifference[]])[] {
  const groups = new Map<string, [ReviewedDifference, ...ReviewedDifference[]]>();
  for (const difference of differences) {
    const key = `${difference.of} ${difference.id}`;
    const group = groups.get(key);
    if (group) group.push(difference);
    else groups.set(key, [difference]);
  }
  return [...groups.values()];
}

/**
 * What keeps the draft from being published stands first. `children` stand under the differences: what a second person
 * agrees to, they see above the button, and nothing to change it by.
 */
export function DraftDifference({ draft, published, people, edit, children }: { draft: DraftView; published: Rules; people: People; edit: Edit; children?: ReactNode }): ReactNode {
  const wording = useWording();
  const { t } = wording;
  const { differences, problems } = draft.review;
  const groups = grouped(differences);
  return (
    <section className="card" aria-label={t('ui.diff')}>
      <div className="card__head"><h2 className="h-xs">{t('ui.diff.title', { version: published.version })}</h2><Badge>{groups.length}</Badge></div>
      {problems.length > 0 ? (
        <div className="card--pad">
          <p className="h-xs">{t('ui.diff.problems', { count: problems.length })}</p>
          <ul className="plain">{problems.map(({ at, says }, nth) => <li className="warn-line" key={`${at.join('.')} ${says.code} ${String(nth)}`}><Icon name="fails" /><Says message={withTitles(wording, says, { now: draft.rules, was: published })} /></li>)}</ul>
        </div>
      ) : null}
      {groups.length === 0 ? <p className="card--pad small">{t('ui.diff.none')}</p> : <ul className="diff">{groups.map((group) => <One key={`${group[0].of} ${group[0].id}`} group={group} was={published} now={draft.rules} people={people} edit={draft.wait ? undefined : edit} />)}</ul>}
      {children}
    </section>
  );
}
