/** Asks another person for a yes or a no, on the comparison as they see it now. */
import { useState, type ReactNode } from 'react';
import type { DisposalReview, DisposalView } from '../../../src/contract';
import { Field } from '../Field';
import { Form } from '../Form';
import { useWording } from '../Says';
import { Segmented } from '../Segmented';
import { whatOf } from './invoke';

type Decided = { readonly outcome: 'approved' | 'refused'; readonly seal: string; readonly reason?: string };

/** Where something bars it there is nothing to approve, only a no. */
export function DecideForm({ disposal, review, name, onSubmit, onCancel }: { disposal: DisposalView; review: DisposalReview; name: string; onSubmit: (decided: Decided) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const barred = review.bars.length > 0;
  const [outcome, setOutcome] = useState<Decided['outcome'] | undefined>(barred ? 'refused' : undefined);
  const [reason, setReason] = useState('');
  const options = [...(barred ? [] : [{ value: 'approved', label: t('ui.dispose.approve') } as const]), { value: 'refused', label: t('ui.dispose.refuse') } as const];
  const refuses = outcome === 'refused';
  return (
    <Form
      title={t('ui.dispose.decide.title', { what: whatOf(disposal.profile), site: disposal.site })}
      why={t('ui.dispose.decide.why')}
      submit={t(refuses ? 'ui.dispose.decide.refuse' : 'ui.dispose.decide.approve', { name })}
      danger={!refuses}
      onSubmit={() => { if (outcome) onSubmit({ outcome, seal: review.seal, ...(reason.trim() && { reason: reason.trim() }) }); }}
      onCancel={onCancel}
    >
      <dl className="facts">
        <div className="fact fact--two"><dt>{t('ui.dispose.systems')}</dt><dd>{disposal.systems.map((system) => <p key={system}>{system}</p>)}</dd></div>
        <div className="fact"><dt>{t('ui.dispose.asked-because')}</dt><dd>{disposal.reason}</dd></div>
      </dl>
      <Segmented name="outcome" legend={t('ui.dispose.decide.answer')} value={outcome} onChoose={setOutcome} options={options} />
      <Field label={t(refuses ? 'ui.reason' : 'ui.attest.note-too')}>
        {(ids) => <textarea {...ids} className="input input--lines" rows={2} required={refuses} minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.target.value); }} />}
      </Field>
    </Form>
  );
}
