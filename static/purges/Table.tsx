/** Shows purges, one in each row: what nobody approved first, with the reason. */
import type { ReactNode } from 'react';
import type { PurgeLine, PurgesPage } from '../../src/contract';
import { Lozenge, type Tone } from '../parts/Lozenge';
import { Says, useWording } from '../parts/Says';
import { SiteLink } from '../parts/SiteLink';

const tones = { 'not-approved': 'danger', 'in-error': 'danger', 'not-attested': 'warning', approved: 'success', restored: 'neutral' } as const satisfies Readonly<Record<PurgeLine['standing'], Tone>>;

function Who({ line }: { line: PurgeLine }): ReactNode {
  const { t } = useWording();
  const { askedBy, approvedBy, carriedOutBy, loggedBy } = line;
  const said = [
    ...(carriedOutBy ? [t('ui.purges.carried-out', { who: carriedOutBy })] : []),
    ...(approvedBy ? [t('ui.purges.approved-by', { who: approvedBy })] : []),
    ...(askedBy ? [t('ui.purges.asked-by', { who: askedBy })] : []),
    ...(loggedBy ? [t('ui.purges.logged-by', { who: loggedBy })] : []),
  ];
  const [first = t('ui.purges.nobody-named'), ...others] = said;
  return <><span>{first}</span>{others.map((one) => <small key={one}>{one}</small>)}</>;
}

function Row({ line }: { line: PurgeLine }): ReactNode {
  const { t, say, day, moment } = useWording();
  const { standing, why, profile, issueKey } = line;
  return (
    <tr>
      <td data-name={t('ui.purges.when')} className="nowrap">{line.at === undefined ? day(line.day) : moment(line.at)}</td>
      <td data-name={t('ui.purges.tenant')}>
        <span className="long">{line.tenantId}</span>
        {line.site ? <small>{line.site}</small> : null}
        {profile === 'delivered-dump' ? <small>{say({ code: 'disposal.profile.delivered-dump', params: {} })}</small> : null}
      </td>
      <td data-name={t('ui.purges.standing')}>
        <div className="why"><Lozenge tone={tones[standing]}>{say({ code: `purge.standing.${standing}`, params: {} })}</Lozenge>{why ? <p><Says message={why} /></p> : null}</div>
      </td>
      <td data-name={t('ui.purges.ticket')} className={issueKey ? undefined : 'none'}>{issueKey ? <SiteLink to={`/browse/${issueKey}`}>{issueKey}</SiteLink> : '–'}</td>
      <td data-name={t('ui.purges.who')}><div className="who"><Who line={line} /></div></td>
      <td data-name={t('ui.purges.in-log')}>{t(`ui.purges.in-log.${line.inLog}`)}</td>
    </tr>
  );
}

export function Table({ page, busy }: { page: PurgesPage; busy: boolean }): ReactNode {
  const { t, day } = useWording();
  if (page.lines.length === 0) {
    return (
      <div className="empty">
        <p>{t('ui.purges.none', { since: day(page.since) })}</p>
        <p className="small">{t('ui.purges.none.how')}</p>
      </div>
    );
  }
  return (
    <div className="card scroll-x" role="region" aria-label={t('ui.purges')} aria-busy={busy} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>{(['when', 'tenant', 'standing', 'ticket', 'who', 'in-log'] as const).map((column) => <th key={column} scope="col">{t(`ui.purges.${column}`)}</th>)}</tr>
        </thead>
        <tbody>{page.lines.map((line) => <Row key={line.id} line={line} />)}</tbody>
      </table>
    </div>
  );
}
