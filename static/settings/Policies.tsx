/** Shows what the rules say beside their steps: policies, the SRE task, the calendar, and the replies. */
import type { ReactNode } from 'react';
import type { Kind, Rules } from '../../src/contract';
import { Icon } from '../parts/Icon';
import { Lozenge } from '../parts/Lozenge';
import { PreparedReply } from '../parts/PreparedReply';
import { useWording } from '../parts/Says';
import { Lines } from './Lines';
import type { Line } from './rule-words';

function Card({ title, lines }: { title: string; lines: readonly Line[] }): ReactNode {
  return (
    <section className="card" aria-label={title}>
      <div className="card__head"><h2 className="h-xs">{title}</h2></div>
      <div className="card--pad"><Lines lines={lines} /></div>
    </section>
  );
}

const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const satisfies readonly Kind[];

export function Policies({ rules }: { rules: Rules }): ReactNode {
  const { t, say } = useWording();
  const { policies, enterprise, products, requestTypes } = rules;
  return (
    <Card
      title={t('ui.rules.policies')}
      lines={[
        [t('ui.rules.lapse'), t('ui.rules.days', { count: policies.releaseLapsesAfter })],
        [t('ui.rules.may-override'), say({ code: `permission.${policies.mayOverride}`, params: {} })],
        [t('ui.rules.enterprise'), t('ui.rules.enterprise.value', { editions: { list: enterprise.editions, join: 'or' }, from: enterprise.tiersFrom })],
        [t('ui.rules.products'), products.join(', ')],
        [t('ui.rules.types'), requestTypes.map(({ name }) => name).join(', ')],
      ]}
    />
  );
}

export function TaskFields({ rules: { task } }: { rules: Rules }): ReactNode {
  const { t, say } = useWording();
  return (
    <Card
      title={t('ui.rules.task')}
      lines={[
        [t('ui.rules.task.project'), `${task.project}, ${task.issueType}`],
        ...kinds.map((kind): Line => [`${t('ui.rules.task.summary')}, ${say({ code: `kind.${kind}`, params: {} })}`, task.summary[kind]]),
        [t('ui.rules.task.component'), task.component],
        [t('ui.rules.task.product'), task.productField],
        [t('ui.rules.task.label'), task.label],
        [t('ui.rules.task.priority'), task.priority],
        [t('ui.rules.task.link'), task.linkType],
      ]}
    />
  );
}

/** Monday is 1; the first of January 2024 was one. */
const weekday = (number: number): string => new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number)));

export function Calendar({ rules: { calendar } }: { rules: Rules }): ReactNode {
  const { t, day } = useWording();
  return (
    <Card
      title={t('ui.rules.calendar')}
      lines={[
        [t('ui.rules.workdays'), calendar.workDays.map(weekday).join(', ')],
        [t('ui.rules.estimate'), t('ui.rules.estimate.value', calendar.estimate)],
        [t('ui.rules.holidays'), calendar.holidays.map(day).join(', ') || t('ui.rules.none')],
        [t('ui.rules.zone'), calendar.timeZone],
      ]}
    />
  );
}

export function Replies({ rules }: { rules: Rules }): ReactNode {
  const { t } = useWording();
  return (
    <section aria-label={t('ui.rules.replies')}>
      <div className="section__head"><h2 className="h-xs">{t('ui.rules.replies')}</h2></div>
      <div className="stages">
        {rules.replies.map((reply) => (
          <details className="stage" key={reply.id}>
            <summary className="stage__head"><Icon name="chevron-right" className="stage__chev" /><span className="stage__name">{reply.title}</span>{reply.asksCustomer ? <Lozenge>{t('ui.rules.asks')}</Lozenge> : null}</summary>
            <div className="steps"><PreparedReply text={reply.text} /></div>
          </details>
        ))}
      </div>
    </section>
  );
}
