/** Shows the requests that were asked for, one in each row, or why there are none. */
import type { ReactNode } from 'react';
import type { DeskLine, DeskPace, DeskPage, DeskPeople } from '../../src/contract';
import { Button } from '../parts/Button';
import { Lozenge } from '../parts/Lozenge';
import { Says, useWording } from '../parts/Says';
import { SiteLink } from '../parts/SiteLink';
import { searchOf, type Ask } from './address';
import { AgeBar } from './AgeBar';
import { whomToName } from './whom-to-name';

/** Few enough to read; the panel of the ticket names all. */
const mostNames = 3;

function Turn({ line, people }: { line: DeskLine; people?: DeskPeople | undefined }): ReactNode {
  const { t } = useWording();
  const named = people ? whomToName(line, people) : [];
  const names = named.slice(0, mostNames).map(({ name, for: away }) => (away === undefined ? name : t('ui.desk.for', { name, away })));
  const more = named.length - names.length;
  const known = [...names, ...(more > 0 ? [t('ui.desk.more-names', { count: more })] : [])];
  return (
    <>
      <span>{t(`ui.desk.turn.${line.turn}`)}</span>
      <small>
        {known.length > 0 ? <Says message={{ code: 'ui.desk.names', params: { names: { list: known, join: 'or' } } }} /> : null}
        {known.length > 0 && line.heldFor !== undefined ? ', ' : null}
        {line.heldFor === undefined ? null : t('ui.desk.held', { count: line.heldFor })}
      </small>
    </>
  );
}

function Row({ line, pace, people, children }: { line: DeskLine; pace?: DeskPace | undefined; people?: DeskPeople | undefined; children?: ReactNode }): ReactNode {
  const { t, say, day } = useWording();
  const likely = pace?.likely[line.issueId];
  return (
    <tr>
      <td><SiteLink className="req" to={`/browse/${line.issueKey}`}>{line.issueKey}</SiteLink><small>{line.customer ?? line.site ?? t('ui.desk.no-customer')}</small></td>
      <td data-name={t('ui.desk.kind')}>{line.kind ? say({ code: `kind.${line.kind}.title`, params: {} }) : '–'}</td>
      <td data-name={t('ui.desk.stage')} className="next"><span>{say({ code: `stage.${line.stage}`, params: {} })}</span><small><Says message={line.next} /></small></td>
      <td data-name={t('ui.desk.turn')} className="who"><Turn line={line} people={people} /></td>
      <td data-name={t('ui.desk.days-short')}><AgeBar age={line.age} /></td>
      <td data-name={line.ended ? t('ui.desk.ended') : t('ui.desk.due')} className="nowrap">
        <span>{line.ended ? day(line.ended.on) : line.due === undefined ? '–' : day(line.due)}</span>
        {likely ? <small>{t('ui.desk.likely', { on: { day: likely.half } })}</small> : null}
      </td>
      <td data-name={t('ui.desk.flags')} className={line.odd.length === 0 ? 'none' : undefined}><div className="flags">{line.odd.map(({ says, tone }) => <Lozenge key={say(says)} tone={tone}><Says message={says} /></Lozenge>)}</div></td>
      <td className="num">{children}</td>
    </tr>
  );
}

function Nothing({ asked, projectKey, onClear }: { asked: Ask; projectKey: string; onClear: () => void }): ReactNode {
  const { t } = useWording();
  const { standing, sort } = asked;
  if (searchOf(asked) === searchOf({ standing, sort })) return <p className="card empty">{standing === 'open' ? t('ui.desk.empty', { project: projectKey }) : t('ui.desk.empty-ended')}</p>;
  return (
    <div className="card empty">
      <p>{t('ui.desk.nothing', { standing })}</p>
      <div className="btns"><Button onPress={onClear}>{t('ui.desk.clear')}</Button></div>
    </div>
  );
}

export function Table({ page, asked, busy, people, pace, act, onClear }: { page: DeskPage; asked: Ask; busy: boolean; people?: DeskPeople; pace?: DeskPace; act?: (line: DeskLine) => ReactNode; onClear: () => void }): ReactNode {
  const { t } = useWording();
  if (page.lines.length === 0 && !page.cursor) return <Nothing asked={asked} projectKey={page.projectKey} onClear={onClear} />;
  const { from, to } = page.estimate;
  return (
    <div className="card scroll-x" role="region" aria-label={t('ui.desk')} aria-busy={busy} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('ui.desk.request')}</th>
            <th scope="col">{t('ui.desk.kind')}</th>
            <th scope="col">{t('ui.desk.stage-and-next')}</th>
            <th scope="col">{t('ui.desk.turn')}</th>
            <th scope="col">{t('ui.desk.days', { from, to })}</th>
            <th scope="col">{asked.standing === 'ended' ? t('ui.desk.ended') : t('ui.desk.due')}</th>
            <th scope="col">{t('ui.desk.flags')}</th>
            <th scope="col"><span className="vh">{t('ui.action')}</span></th>
          </tr>
        </thead>
        <tbody>
          {page.lines.map((line) => <Row key={line.issueId} line={line} pace={pace} people={people}>{act?.(line)}</Row>)}
        </tbody>
      </table>
    </div>
  );
}
