/** Shows when the platform's own log was last taken in, and takes in another. */
import { useRef, useState, type ReactNode } from 'react';
import type { Message, PurgesPage, Refusal } from '../../src/contract';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';

export type Imported = { readonly done: Message } | { readonly refusal: Refusal };

export function Import({ page, busy, onImport }: { page: PurgesPage; busy: boolean; onImport: (text: string) => Promise<Imported> }): ReactNode {
  const { t, day, moment } = useWording();
  const [outcome, setOutcome] = useState<Imported>();
  const picker = useRef<HTMLInputElement>(null);
  const { imported } = page;

  const start = async (): Promise<void> => {
    const file = picker.current?.files?.[0];
    if (!file || busy) return;
    setOutcome(undefined);
    const text = await file.text().catch(() => undefined);
    setOutcome(text === undefined ? { refusal: { code: 'ui.directory.unread', params: {} } } : await onImport(text));
  };

  return (
    <section className="card" aria-label={t('ui.purges.log')}>
      <div className="card__head"><h2 className="h-xs">{t('ui.purges.log')}</h2></div>
      <div className="card--pad stack">
        <p>{imported ? t('ui.purges.imported', { by: imported.by, on: moment(imported.at), count: imported.lines, until: day(imported.until) }) : t('ui.purges.not-imported')}</p>
        {page.may.includes('administer-rules') ? (
          <form className="import" aria-label={t('ui.purges.import')} onSubmit={(event) => { event.preventDefault(); void start(); }}>
            <Field label={t('ui.purges.file')} help={t('ui.purges.help')}>{(ids) => <input {...ids} ref={picker} type="file" accept=".csv,.json,.txt" required />}</Field>
            <div className="btns"><Button submit working={busy}>{t('ui.purges.import')}</Button></div>
          </form>
        ) : <p className="small">{t('ui.purges.who-imports')}</p>}
        <p role="status" className="small">{outcome && 'done' in outcome ? <Says message={outcome.done} /> : null}</p>
        {outcome && 'refusal' in outcome ? <RefusalMessage refusal={outcome.refusal} /> : null}
      </div>
    </section>
  );
}
