/** Decides which form an act of SRE needs and what its answer asks of the server. */
import { useState, type ReactNode } from 'react';
import type { SrePanelView } from '../../src/contract';
import { Field } from '../parts/Field';
import { Form } from '../parts/Form';
import { ReasonForm } from '../parts/ReasonForm';
import { Says, useWording } from '../parts/Says';
import { RecordForm } from './RecordForm';
import type { Acts, OnTask } from './use-acts';

function SiteForm({ onSubmit, onCancel }: { onSubmit: (site: string) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [site, setSite] = useState('');
  return (
    <Form title={t('ui.sre.start.title')} why={t('ui.sre.start.why')} submit={t('ui.sre.start.submit')} onSubmit={() => { onSubmit(site.trim()); }} onCancel={onCancel}>
      <Field label={t('ui.sre.start.site')} help={t('ui.sre.start.help')}>
        {(ids) => <input {...ids} className="input" required autoComplete="off" spellCheck={false} maxLength={300} value={site} onChange={(event) => { setSite(event.target.value); }} />}
      </Field>
    </Form>
  );
}

export function ActForm({ opened: { act }, delivery, clearing, acts: { send, close } }: { opened: OnTask; delivery: SrePanelView['delivery']; clearing: SrePanelView['clearing']; acts: Acts }): ReactNode {
  const { t } = useWording();
  switch (act) {
    case 'start':
      return <SiteForm onSubmit={(site) => { send((invoke) => invoke('work.start', { site })); }} onCancel={close} />;
    case 'record':
      return delivery && <RecordForm delivery={delivery} onSubmit={(given) => { send((invoke) => invoke('delivery.record', given)); }} onCancel={close} />;
    case 'hand-details':
      return <ReasonForm key={act} title={t('ui.sre.hand.title')} why={t('ui.sre.hand.why')} label={t('ui.sre.hand.note')} lines={2} submit={t('ui.sre.hand.submit')} onSubmit={(note) => { send((invoke) => invoke('delivery.hand-details', { note })); }} onCancel={close} />;
    case 'did-not-work':
      return <ReasonForm key={act} title={t('ui.sre.failed.title')} why={t('ui.sre.failed.why')} label={t('ui.sre.failed.reason')} submit={t('ui.sre.failed.submit')} onSubmit={(reason) => { send((invoke) => invoke('delivery.did-not-work', { reason })); }} onCancel={close} />;
    case 'mis-delivered':
      return <ReasonForm key={act} title={t('ui.sre.astray.title')} why={t('ui.sre.astray.why')} label={t('ui.sre.astray.reason')} submit={t('ui.sre.astray.submit')} danger onSubmit={(reason) => { send((invoke) => invoke('delivery.mis-delivered', { reason })); }} onCancel={close} />;
    case 'clear-leftovers':
      return <ReasonForm key={act} title={t('ui.sre.clear.title')} why={t('ui.sre.clear.why')} label={t('ui.sre.clear.note')} submit={t('ui.sre.clear.submit')} onSubmit={(note) => { send((invoke) => invoke('leftovers.clear', { note })); }} onCancel={close} />;
    case 'confirm-cleared': {
      const attested = clearing?.attested;
      return attested === undefined ? null : <Form title={t('ui.sre.todo.second')} submit={t('ui.sre.confirm-cleared')} onSubmit={() => { send((invoke) => invoke('leftovers.confirm', { attested })); }} onCancel={close}>{clearing?.lines.map((line) => <p key={line.code}><Says message={line} /></p>)}</Form>;
    }
    case 'remove-access':
      return <ReasonForm key={act} title={t('ui.sre.removed.title')} label={t('ui.sre.removed.note')} lines={2} submit={t('ui.sre.removed.submit')} onSubmit={(note) => { send((invoke) => invoke('access.removed', { note })); }} onCancel={close} />;
  }
}
