/** Asks whether the files open, and takes both answers. */
import { useState, type ReactNode } from 'react';
import type { PortalView } from '../../src/contract';
import { Button } from '../parts/Button';
import { ReasonForm } from '../parts/ReasonForm';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Acts } from './use-portal';

type Asked = NonNullable<NonNullable<PortalView['request']>['receipt']>;

export function Receipt({ receipt: { reported }, acts }: { receipt: Asked; acts: Acts }): ReactNode {
  const { t, moment } = useWording();
  const [open, setOpen] = useState(false);
  const shut = (): void => { setOpen(false); };
  return (
    <section aria-labelledby="receipt">
      <h2 className="h-s portal__head" id="receipt">{t('ui.portal.receipt')}</h2>
      <div className={reported ? 'choice choice--said' : 'choice'}>
        <div>
          <p><b>{reported ? t('ui.portal.reported') : t('ui.portal.receipt.tell')}</b></p>
          <p className="small">{reported ? t('ui.portal.reported.reason', { on: moment(reported.at), reason: reported.reason }) : t('ui.portal.receipt.then')}</p>
        </div>
        <div className="btns">
          {reported ? null : <Button expanded={open} onPress={() => { setOpen(!open); }}>{t('ui.portal.receipt.wrong')}</Button>}
          <Button look={reported || open ? 'default' : 'primary'} working={acts.underWay === 'receipt' && !open} onPress={() => { acts.send('receipt', (invoke) => invoke('receipt.confirm', {}), shut); }}>
            {t(reported ? 'ui.portal.receipt.open-after-all' : 'ui.portal.receipt.open')}
          </Button>
        </div>
      </div>
      {acts.refused?.place === 'receipt' ? <RefusalMessage refusal={acts.refused.refusal} /> : null}
      {open ? <ReasonForm title={t('ui.portal.report.title')} label={t('ui.portal.report.reason')} help={t('ui.portal.report.help')} submit={t('ui.portal.report.submit')} onSubmit={(reason) => { acts.send('receipt', (invoke) => invoke('receipt.report', { reason }), shut); }} onCancel={shut} /> : null}
    </section>
  );
}
