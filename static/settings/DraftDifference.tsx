/** Shows what the draft changes against the version in force, what of that weakens a guard, and what is still wrong with it. */
import type { ReactNode } from 'react';
import type { DraftView, ReviewedDifference, Rules } from '../../src/contract';
import { Badge } from '../parts/Badge';
import { Icon } from '../parts/Icon';
import { Lozenge, type Tone } from '../parts/Lozenge';
import { Says, useWording } from '../parts/Says';
import { saidOf, titleOf } from './difference-words';

const tones = { added: 'info', removed: 'danger', moved: 'warning', changed: 'warning' } as const satisfies Readonly<Record<ReviewedDifference['change'], Tone>>;

type People = Readonly<Record<string, string>>;

function One({ group, was, now, people }: { group: readonly [ReviewedDifference, ...ReviewedDifference[]]; was: Rules; now: Rules; people: People }): ReactNode {
  const wording = useWording();
  const [first] = group;
  return (
    <li>
      <Lozenge tone={tones[first.change]}>{wording.t(`ui.diff.${first.change}.short`)}</Lozenge>
      <div>
        <b>{titleOf(wording, first, was, now)}</b>
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

/** `children` stand under the differences: what a second person agrees to, they see above the button. */
export function DraftDifference({ draft, published, people, children }: { draft: DraftView; published: Rules; people: People; children?: ReactNode }): ReactNode {
  const { t } = useWording();
  const { differences, problems } = draft.review;
  const groups = grouped(differences);
  return (
    <section className="card" aria-label={t('ui.diff')}>
      <div className="card__head"><h2 className="h-xs">{t('ui.diff.title', { version: published.version })}</h2><Badge>{groups.length}</Badge></div>
      {groups.length === 0 ? <p className="card--pad small">{t('ui.diff.none')}</p> : <ul className="diff">{groups.map((group) => <One key={`${group[0].of} ${group[0].id}`} group={group} was={published} now={draft.rules} people={people} />)}</ul>}
      {problems.length > 0 ? (
        <div className="card--pad">
          <p className="h-xs">{t('ui.diff.problems', { count: problems.length })}</p>
          <ul className="plain">{problems.map(({ at, says }, nth) => <li className="warn-line" key={`${at.join('.')} ${says.code} ${String(nth)}`}><Icon name="fails" /><Says message={says} /></li>)}</ul>
        </div>
      ) : null}
      {children}
    </section>
  );
}
