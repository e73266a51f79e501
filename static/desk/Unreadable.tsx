/** Says that requests are missing from the desk because they cannot be read: left out without a word, it would look complete. */
import type { ReactNode } from 'react';
import { useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';

export function Unreadable({ ids }: { ids: readonly string[] }): ReactNode {
  const { t } = useWording();
  const count = ids.length;
  return <SectionMessage tone="danger" title={t('ui.desk.unreadable', { count, ids: { list: ids, join: 'and' } })}><p>{t('ui.desk.unreadable.why', { count })}</p></SectionMessage>;
}
