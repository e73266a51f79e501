/** Asks whom to erase and why; nothing brings back what is erased. */
import { useState, type ReactNode } from 'react';
import type { TicketPanelApi } from '../../../src/contract';
import { Field } from '../../parts/Field';
import { useWording } from '../../parts/Says';
import { Segmented } from '../../parts/Segmented';
import { Form } from '../../parts/Form';

type Erasure = Parameters<TicketPanelApi['person.erase']>[0];
const reasons = ['person-asked', 'retention', 'entered-in-error'] as const;

export function EraseForm({ onSubmit, onCancel }: { onSubmit: (asked: Erasure) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [whom, setWhom] = useState('');
  const [reason, setReason] = useState<Erasure['reason']>('person-asked');
  return (
    <Form title={t('ui.erase.title')} why={t('ui.erase.why')} submit={t('ui.erase.submit')} onSubmit={() => { onSubmit({ whom: whom.trim(), reason }); }} onCancel={onCancel}>
      <Field label={t('ui.erase.whom')}>{(ids) => <input {...ids} className="input" required minLength={5} maxLength={320} autoComplete="off" value={whom} onChange={(event) => { setWhom(event.target.value); }} />}</Field>
      <Segmented name="reason" legend={t('ui.erase.reason')} value={reason} onChoose={setReason} options={reasons.map((value) => ({ value, label: t(`ui.erase.${value}`) }))} />
    </Form>
  );
}
