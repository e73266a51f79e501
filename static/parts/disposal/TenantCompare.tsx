/** Shows tenants side by side, the one that is meant first and marked, so that the wrong one is seen before it is too late. */
import { Fragment, type ReactNode } from 'react';
import type { TenantColumn } from '../../../src/contract';
import { Lozenge } from '../Lozenge';
import { Says, useWording } from '../Says';

/** An identifier is never shortened; it may break after its dashes. */
function Identifier({ value }: { value: string }): ReactNode {
  return <code>{value.split(/(?<=-)/).map((piece, at) => <Fragment key={at}>{at > 0 ? <wbr /> : null}{piece}</Fragment>)}</code>;
}

function Standing({ standing: { text, active } }: { standing: TenantColumn['standing'][number] }): ReactNode {
  const { t } = useWording();
  const until = text.params['until'];
  if (!active) return <p><Says message={text} /></p>;
  return <p><Lozenge tone="success">{t('ui.dispose.active')}</Lozenge>{until === undefined ? null : ` ${t('ui.dispose.active.to', { until })}`}</p>;
}

const rows = ['tenant', 'licence', 'standing', 'activity', 'users', 'copy'] as const;

function Cell({ row, one }: { row: (typeof rows)[number]; one: TenantColumn }): ReactNode {
  const { t } = useWording();
  switch (row) {
    case 'tenant':
      return <Identifier value={one.tenantId} />;
    case 'licence':
      return one.licences.map((licence, at) => <p key={at}><Says message={licence} /></p>);
    case 'standing':
      return one.standing.length === 0 ? t('ui.dispose.no-licence') : one.standing.map((standing, at) => <Standing key={at} standing={standing} />);
    case 'activity':
      return <Says message={one.lastActivity} />;
    case 'users':
      return <Says message={one.users} />;
    case 'copy':
      return <Says message={one.copy} />;
  }
}

/** More columns than these scroll inside their own frame. */
const mostAbreast = 4;

export function TenantCompare({ tenants }: { tenants: readonly TenantColumn[] }): ReactNode {
  const { t } = useWording();
  const table = (
    <table className={tenants.length > mostAbreast ? 'tenants tenants--many' : 'tenants'}>
      <thead>
        <tr>
          <th scope="col"><span className="vh">{t('ui.dispose.fact')}</span></th>
          {tenants.map((one) => (
            <th scope="col" key={one.tenantId} className={one.meant ? 'pick' : undefined}>
              <Lozenge tone={one.meant ? 'danger-bold' : 'neutral'}>{t(one.meant ? 'ui.dispose.goes' : 'ui.dispose.stays')}</Lozenge>{' '}{one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{t(`ui.dispose.row.${row}`)}</th>
            {tenants.map((one) => <td key={one.tenantId} className={one.meant ? 'pick' : undefined}><span className="tenants__of">{one.name}</span><Cell row={row} one={one} /></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (tenants.length <= mostAbreast) return table;
  return <div className="tenants__scroll" role="region" aria-label={t('ui.dispose.tenants', { count: tenants.length })} tabIndex={0}>{table}</div>;
}
