/** Shows why something was not done, where it was tried, and what to do next. */
import type { ReactNode } from 'react';
import type { Refusal } from '../../src/contract';
import { Button } from './Button';
import { Says, useWording } from './Says';
import { SectionMessage } from './SectionMessage';

export function RefusalMessage({ refusal, title, page = false, onRetry, onDismiss }: { refusal: Refusal; title?: string; page?: boolean; onRetry?: (() => void) | undefined; onDismiss?: (() => void) | undefined }): ReactNode {
  const { t } = useWording();
  return (
    <SectionMessage
      tone={refusal.reference === undefined ? 'warning' : 'danger'}
      title={title}
      alert
      page={page}
      actions={onRetry ? <Button onPress={onRetry}>{t('ui.try-again')}</Button> : onDismiss ? <Button small onPress={onDismiss}>{t('ui.dismiss')}</Button> : undefined}
    >
      <p><Says message={refusal} /></p>
      {refusal.reference === undefined || 'reference' in refusal.params ? null : <p className="small">{t('ui.reference', { reference: refusal.reference })}</p>}
    </SectionMessage>
  );
}
