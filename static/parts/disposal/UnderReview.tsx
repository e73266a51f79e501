/** Shows a disposal as it is now beside how it was asked for, and only then what is to be decided about it. */
import type { ReactNode } from 'react';
import type { DisposalReview, DisposalView } from '../../../src/contract';
import { RefusalMessage } from '../RefusalMessage';
import { Says, useWording } from '../Says';
import { usePrepared } from '../use-prepared';
import { Bars } from './Bars';
import type { DisposalInvoke } from './invoke';
import { TenantCompare } from './TenantCompare';

function Changed({ changed }: { changed: DisposalReview['changed'] }): ReactNode {
  const { t } = useWording();
  if (changed.length === 0) return <p className="subtle">{t('ui.dispose.unchanged')}</p>;
  return changed.map(({ label, was, now }, at) => (
    <div key={at}>
      <p className="was-cap">{t('ui.changed', { what: label.code, ...label.params })}</p>
      <dl className="was"><dt>{t('ui.dispose.when-asked')}</dt><dd><Says message={was} /></dd><dt>{t('ui.now')}</dt><dd><mark><Says message={now} /></mark></dd></dl>
    </div>
  ));
}

export function UnderReview<Then>({ disposal, invoke, children }: { disposal: DisposalView; invoke: DisposalInvoke<Then>; children: (review: DisposalReview, name: string) => ReactNode }): ReactNode {
  const { t } = useWording();
  const { value, refusal, again } = usePrepared<DisposalReview>(() => invoke('disposal.review', { disposal: disposal.disposal }));
  if (refusal) return <RefusalMessage refusal={refusal} onRetry={again} />;
  if (!value) return <p className="form subtle" role="status">{t('ui.dispose.looking')}</p>;
  return (
    <div className="review">
      <Bars bars={value.bars} />
      <div className="section__head"><p className="h-xs">{t('ui.dispose.right-one', { count: value.tenants.length })}</p><span className="small"><Says message={value.age} /></span></div>
      <TenantCompare tenants={value.tenants} />
      <Changed changed={value.changed} />
      {children(value, value.tenants[0]?.name ?? disposal.site)}
    </div>
  );
}
