/** Asks for the delivery record as the command printed it, and for the place where the recipient fetches the files. */
import { useState, type ReactNode } from 'react';
import type { SrePanelView } from '../../src/contract';
import { Field } from '../parts/Field';
import { Form } from '../parts/Form';
import { useWording } from '../parts/Says';

type Delivery = NonNullable<SrePanelView['delivery']>;
export type RecordInput = { record: string; host: string; hostKey: string; username: string; path: string; expiresOn: string };

export function RecordForm({ delivery, onSubmit, onCancel }: { delivery: Delivery; onSubmit: (given: RecordInput) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const { attempt, usual } = delivery;
  const [given, setGiven] = useState<RecordInput>({ record: '', host: '', hostKey: '', ...usual, ...attempt?.place });
  const line = (name: keyof RecordInput, label: string, more: { help?: string; pattern?: string; type?: 'date'; placeholder?: string; mono?: boolean } = {}): ReactNode => (
    <Field label={label} help={more.help}>
      {(ids) => (
        <input {...ids} className={more.mono ? 'input input--mono' : 'input'} type={more.type ?? 'text'} required autoComplete="off" spellCheck={false} pattern={more.pattern} placeholder={more.placeholder} value={given[name]} onChange={(event) => { setGiven({ ...given, [name]: event.target.value }); }} />
      )}
    </Field>
  );
  return (
    <Form title={t('ui.sre.record.title')} why={t('ui.sre.record.why')} submit={t('ui.sre.record.submit')} onSubmit={() => { onSubmit(given); }} onCancel={onCancel}>
      <Field label={t('ui.sre.record.output')} help={t('ui.sre.record.output.help')}>
        {(ids) => <textarea {...ids} className="input input--lines input--mono" rows={5} required spellCheck={false} value={given.record} onChange={(event) => { setGiven({ ...given, record: event.target.value }); }} />}
      </Field>
      <div className="facts">
        {line('host', t('ui.sre.host'))}
        {line('username', t('ui.sre.account'), { pattern: '[a-z_][a-z0-9_\\-]{0,31}' })}
        {line('path', t('ui.sre.path'), { pattern: '(/[A-Za-z0-9_\\-][A-Za-z0-9._\\-]*)+' })}
      </div>
      {line('hostKey', t('ui.sre.host-key'), { help: t('ui.sre.host-key.help'), pattern: 'SHA256:[A-Za-z0-9+\\/]{43}', placeholder: 'SHA256:', mono: true })}
      {line('expiresOn', t('ui.sre.access-ends'), { type: 'date' })}
    </Form>
  );
}
