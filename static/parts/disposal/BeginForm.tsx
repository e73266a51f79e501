/** Asks for the tenant once more on the day itself; only where nothing bars it can anything be begun. */
import { useId, useState, type ReactNode } from 'react';
import type { DisposalReview, DisposalView } from '../../../src/contract';
import { Button } from '../Button';
import { Form } from '../Form';
import { useWording } from '../Says';
import { TypedIdentifier } from './TypedIdentifier';

export function BeginForm({ disposal, review, name, onSubmit, onCancel }: { disposal: DisposalView; review: DisposalReview; name: string; onSubmit: (typed: string) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const id = useId();
  const [typed, setTyped] = useState('');
  if (review.bars.length > 0) return <div className="btns"><Button onPress={onCancel}>{t('ui.dispose.close')}</Button></div>;
  return (
    <Form why={t('ui.dispose.begin.why')} submit={t('ui.dispose.begin.submit', { name })} danger onSubmit={() => { onSubmit(typed); }} onCancel={onCancel}>
      <p className="h-xs" id={id}>{t('ui.dispose.typed')}</p>
      <TypedIdentifier labelledBy={id} tenantId={disposal.tenantId} name={name} value={typed} onChange={setTyped} />
    </Form>
  );
}
