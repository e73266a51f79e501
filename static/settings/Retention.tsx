/** Shows how the daily run went that deletes what was kept for long enough, and what the periods as they stand here would delete. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Refusal, RetentionRehearsed, RetentionView } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import type { Invoke } from './Directory';
import { Lines } from './Lines';
import { isSame } from './setting-table';
import type { RulesEditing } from './use-rules';

const classes = ['form', 'key', 'addresses', 'trail'] as const;
const keepers = ['flag', 'disposal', 'leftovers', 'effect', 'open'] as const;
const reasons = ['not-allowed', 'still-there', 'jira', 'fault'] as const;

type Counts = Readonly<Record<string, number>>;

export function LastRun({ retention: { site, project: latest } }: { retention: RetentionView }): ReactNode {
  const { t, moment } = useWording();
  if (!site) return <p>{t('ui.retention.never')}</p>;
  // A run that finds nothing of this project leaves what an earlier one wrote.
  const project = latest && latest.at >= site.at ? latest : undefined;
  const counted = (counts: Counts = {}, names: readonly string[], prefix: 'ui.retention.class' | 'ui.retention.kept'): string => names.flatMap((name) => (counts[name] ? [t(`${prefix}.${name}` as 'ui.retention.class.form', { count: counts[name] })] : [])).join(', ');
  const gone = counted(project?.gone, classes, 'ui.retention.class');
  const kept = counted(project?.kept, keepers, 'ui.retention.kept');
  const failed = project?.failed ?? [];
  return (
    <>
      {failed.length > 0 ? (
        <SectionMessage tone="danger" title={t('ui.retention.failed', { count: failed.length + (project?.failedMore ?? 0) })}>
          <ul className="plain">
            {failed.map(({ issueKey, why, status = 0 }) => <li key={issueKey}>{t('ui.retention.failed.one', { ticket: issueKey, why: t(`ui.retention.why.${reasons.find((one) => one === why) ?? 'fault'}`, { status }) })}</li>)}
          </ul>
          <p>{t('ui.retention.failed.next')}</p>
        </SectionMessage>
      ) : null}
      <Lines
        lines={[
          [t('ui.retention.last'), site.finished ? moment(site.at) : t('ui.retention.unfinished', { at: { moment: site.at } })],
          [t('ui.retention.went'), gone || t('ui.retention.nothing')],
          ...(kept ? [[t('ui.retention.kept'), kept] as const] : []),
        ]}
      />
    </>
  );
}

export function Retention({ editing, invoke }: { editing: RulesEditing; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const { rules, view, settle } = editing;
  const against = isSame(rules, view.rules) ? 'in-force' : 'draft';
  const [rehearsed, setRehearsed] = useState<RetentionRehearsed>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [working, setWorking] = useState(false);
  // What was counted is of other periods now.
  useEffect(() => { setRehearsed(undefined); setRefusal(undefined); }, [rules]);
  const start = async (): Promise<void> => {
    setWorking(true);
    setRefusal(undefined);
    await settle();
    const answer = await ask(() => invoke('retention.rehearse', { against }));
    setWorking(false);
    if (answer.ok) setRehearsed(answer.value);
    else setRefusal(answer.refusal);
  };
  const would = rehearsed ? classes.flatMap((one) => (rehearsed.due[one] ? [t(`ui.retention.class.${one}`, { count: rehearsed.due[one] })] : [])) : [];
  return (
    <section className="stack" aria-label={t('ui.retention')}>
      <h3 className="h-xs">{t('ui.retention')}</h3>
      <LastRun retention={view.retention} />
      <p className="small">{t('ui.retention.proof')}</p>
      <div className="btns"><Button working={working} onPress={() => { void start(); }}>{t(against === 'draft' ? 'ui.retention.try-draft' : 'ui.retention.try')}</Button></div>
      <p role="status">{rehearsed ? (would.length > 0 ? t('ui.retention.would', { what: { list: would, join: 'and' }, looked: rehearsed.looked, more: rehearsed.more ? 'yes' : 'no' }) : t('ui.retention.would.nothing', { looked: rehearsed.looked })) : null}</p>
      {refusal ? <RefusalMessage refusal={refusal} /> : null}
    </section>
  );
}
