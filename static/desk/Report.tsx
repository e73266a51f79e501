/** Shows what a month's trails say about how carefully the desk worked, and what they cannot say. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Refusal, ReportLine, ReportView } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { saveFile } from '../parts/save-file';
import { useWording } from '../parts/Says';
import { SiteLink } from '../parts/SiteLink';
import { Skeleton } from '../parts/Skeleton';
import type { Invoke } from './use-desk';

/** A step or decision by its title in the catalogue; a step that an admin made has a title of its own beside its id. */
function useTitleOf(): (line: ReportLine) => string {
  const { say, knows } = useWording();
  return ({ what, title }) => {
    if (title !== undefined) return title;
    const code = what === 'disposal' ? 'stage.disposal' : `step.${what}.title`;
    return knows(code) ? say({ code, params: {} }) : what;
  };
}

function Part({ title, why, children }: { title: string; why?: string; children: readonly ReactNode[] }): ReactNode {
  const { t } = useWording();
  return (
    <div className="rows">
      <h3 className="h-xs">{title}</h3>
      {children.length === 0 ? <p className="small">{t('ui.desk.report.none')}</p> : <ul className="rows">{children}</ul>}
      {why === undefined ? null : <p className="small">{why}</p>}
    </div>
  );
}

function Lines({ title, why, lines }: { title: string; why?: string; lines: readonly ReportLine[] }): ReactNode {
  const { t, moment } = useWording();
  const titleOf = useTitleOf();
  const said = (line: ReportLine): string => {
    const { who, at, seconds = -1, askedBy } = line;
    const known = { what: titleOf(line), who, at: moment(at) };
    return askedBy === undefined ? t('ui.desk.report.line', { ...known, seconds }) : t('ui.desk.report.override', { ...known, askedBy });
  };
  return (
    <Part title={title} {...(why !== undefined && { why })}>
      {lines.map((line) => (
        <li key={line.issueKey + line.at + line.what}>
          <SiteLink to={`/browse/${line.issueKey}`}>{line.issueKey}</SiteLink> {said(line)}
        </li>
      ))}
    </Part>
  );
}

function Shown({ report }: { report: ReportView }): ReactNode {
  const { t } = useWording();
  const { approved, refused, untimed } = report.decisions;
  return (
    <>
      <p>{t('ui.desk.report.decisions', { approved, refused })}</p>
      {report.isCut ? <p className="small">{t('ui.desk.report.cut')}</p> : null}
      <Lines title={t('ui.desk.report.overrides', { count: report.overrides.length })} lines={report.overrides} />
      <Lines title={t('ui.desk.report.unconfirmed', { count: report.unconfirmed.length })} lines={report.unconfirmed} />
      <Lines title={t('ui.desk.report.waivers', { count: report.waivers.length })} lines={report.waivers} />
      <Lines title={t('ui.desk.report.hasty', { count: report.hasty.length })} why={t('ui.desk.report.hasty.why', { untimed })} lines={report.hasty} />
      <Part title={t('ui.desk.report.pairs', { count: report.pairs.length })}>
        {report.pairs.map(({ verifier, decider, count }) => <li key={verifier + decider}>{t('ui.desk.report.pair', { verifier, decider, count })}</li>)}
      </Part>
    </>
  );
}

export function Report({ today, invoke }: { today: string; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const [month, setMonth] = useState(today.slice(0, 7));
  const [report, setReport] = useState<ReportView>();
  const [refusal, setRefusal] = useState<Refusal>();
  const look = useCallback(async (of: string): Promise<void> => {
    setRefusal(undefined);
    const answer = await ask(() => invoke('report.open', { month: of }));
    if (answer.ok) setReport(answer.value);
    else setRefusal(answer.refusal);
  }, [invoke]);
  useEffect(() => { void look(month); }, [look, month]);
  const take = async (): Promise<void> => {
    const answer = await ask(() => invoke('report.export', { month }));
    if (answer.ok) saveFile(answer.value.name, answer.value.text, 'text/csv');
    else setRefusal(answer.refusal);
  };
  return (
    <section className="card card--pad stack" aria-label={t('ui.desk.report')}>
      <div className="bar">
        <h2 className="h-s">{t('ui.desk.report')}</h2>
        <div className="bar__end"><Button small icon="download" onPress={() => { void take(); }}>{t('ui.desk.report.export')}</Button></div>
      </div>
      <Field label={t('ui.desk.report.month')}>{(ids) => <input {...ids} className="input input--month" type="month" max={today.slice(0, 7)} value={month} onChange={(event) => { if (/^\d{4}-\d{2}$/.test(event.currentTarget.value)) setMonth(event.currentTarget.value); }} />}</Field>
      {refusal ? <RefusalMessage refusal={refusal} onRetry={() => { void look(month); }} /> : null}
      {report ? <Shown report={report} /> : refusal ? null : <Skeleton rows={2} />}
    </section>
  );
}
