/** Asks what shows that each system is gone, where the safety copy is, and which backups still hold the data. */
import { useState, type ReactNode } from 'react';
import type { DisposalAttested, DisposalView } from '../../../src/contract';
import { Button } from '../Button';
import { Field } from '../Field';
import { Form } from '../Form';
import { useWording } from '../Says';

type Backup = DisposalAttested['backups'][number];

function Backups({ rows, onChange }: { rows: readonly Backup[]; onChange: (rows: readonly Backup[]) => void }): ReactNode {
  const { t } = useWording();
  const fill = (at: number, more: Partial<Backup>): void => { onChange(rows.map((row, index) => (index === at ? { ...row, ...more } : row))); };
  return (
    <fieldset className="backups">
      <legend className="field__label">{t('ui.dispose.backups')}</legend>
      <p className="field__help">{t('ui.dispose.backups.help')}</p>
      {rows.map(({ what, until }, at) => (
        <div className="form__row" key={at}>
          <Field label={t('ui.dispose.backup.what')}>{(ids) => <input {...ids} className="input" required maxLength={300} value={what} onChange={(event) => { fill(at, { what: event.target.value }); }} />}</Field>
          <Field label={t('ui.dispose.backup.until')}>{(ids) => <input {...ids} className="input" type="date" required value={until} onChange={(event) => { fill(at, { until: event.target.value }); }} />}</Field>
          <Button look="subtle" onPress={() => { onChange(rows.filter((_, index) => index !== at)); }}>{t('ui.dispose.backup.remove')}</Button>
        </div>
      ))}
      <Button small onPress={() => { onChange([...rows, { what: '', until: '' }]); }}>{t('ui.dispose.backup.add')}</Button>
    </fieldset>
  );
}

export function AttestPurgeForm({ disposal, onSubmit, onCancel }: { disposal: DisposalView; onSubmit: (attested: Omit<DisposalAttested, 'disposal'>) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const { systems, restorableFrom } = disposal;
  const [notes, setNotes] = useState<readonly string[]>(systems.map(() => ''));
  const [safetyCopy, setSafetyCopy] = useState('');
  const [until, setUntil] = useState('');
  const [backups, setBackups] = useState<readonly Backup[]>([]);
  return (
    <Form
      title={t('ui.dispose.attest.title', { site: disposal.site })}
      why={t('ui.dispose.attest.why')}
      submit={t('ui.dispose.attest.submit')}
      onSubmit={() => {
        onSubmit({
          evidence: systems.map((system, at) => ({ system, note: notes[at]?.trim() ?? '' })),
          backups: backups.map((backup) => ({ ...backup, what: backup.what.trim() })),
          ...(restorableFrom !== undefined && { safetyCopy: safetyCopy.trim(), restorableUntil: until }),
        });
      }}
      onCancel={onCancel}
    >
      {systems.map((system, at) => (
        <Field label={system} help={t('ui.dispose.attest.evidence')} key={system}>
          {(ids) => <textarea {...ids} className="input input--lines" rows={2} required minLength={3} maxLength={2000} value={notes[at] ?? ''} onChange={(event) => { setNotes(notes.map((note, index) => (index === at ? event.target.value : note))); }} />}
        </Field>
      ))}
      {restorableFrom === undefined ? null : (
        <div className="form__row">
          <Field label={t('ui.dispose.safety-copy')} help={t('ui.dispose.safety-copy.help')}>{(ids) => <input {...ids} className="input" required minLength={3} maxLength={500} value={safetyCopy} onChange={(event) => { setSafetyCopy(event.target.value); }} />}</Field>
          <Field label={t('ui.dispose.restorable')} help={t('ui.dispose.restorable.help', { earliest: { day: restorableFrom } })}>{(ids) => <input {...ids} className="input" type="date" required min={restorableFrom} value={until} onChange={(event) => { setUntil(event.target.value); }} />}</Field>
        </div>
      )}
      <Backups rows={backups} onChange={setBackups} />
    </Form>
  );
}
