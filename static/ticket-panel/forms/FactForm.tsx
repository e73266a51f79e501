/** Asks for one fact of the request, each with the fields that its kind of value has. */
import { useState, type ReactNode } from 'react';
import type { FactView, Kind } from '../../../src/contract';
import { Field } from '../../parts/Field';
import { useWording } from '../../parts/Says';
import { draftOf, factFrom, fieldsOf, type FieldName, type SetFact } from './fact-draft';
import { Form } from '../../parts/Form';

const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const satisfies readonly Kind[];

const inputs: Readonly<Partial<Record<FieldName, { readonly type?: string; readonly mono?: boolean; readonly autoComplete?: string }>>> = {
  from: { type: 'date' },
  to: { type: 'date' },
  address: { type: 'email', autoComplete: 'off' },
  tenant: { mono: true },
  country: { autoComplete: 'country-name' },
};

export function FactForm({ fact, onSubmit, onCancel }: { fact: FactView; onSubmit: (set: SetFact) => void; onCancel: () => void }): ReactNode {
  const { t, say } = useWording();
  const [draft, setDraft] = useState(draftOf(fact));
  const [how, setHow] = useState('');
  const kind = kinds.find((one) => one === draft['kind']) ?? kinds[0];
  const set = (name: string, value: string): void => { setDraft({ ...draft, [name]: value }); };
  const was = fact.fact === 'requester' && typeof fact.value === 'object' && 'addressFrom' in fact.value ? fact.value : undefined;
  // Who asks decides who may get the data, so an address by hand needs to say how it is known.
  const mustSay = fact.fact === 'requester';

  const field = (name: FieldName): ReactNode => {
    const value = draft[name] ?? '';
    if (name === 'kind') {
      return (
        <Field key={name} label={say(fact.label)}>
          {(ids) => <select {...ids} className="select" value={kind} onChange={(event) => { set(name, event.target.value); }}>{kinds.map((one) => <option key={one} value={one}>{say({ code: `kind.${one}.title`, params: {} })}</option>)}</select>}
        </Field>
      );
    }
    const label = fieldsOf[fact.fact].length === 1 ? say(fact.label) : t(`ui.field.${name}`);
    if (name === 'licences') {
      return (
        <Field key={name} label={label} help={t('ui.field.licences.help')}>
          {(ids) => <textarea {...ids} className="input input--lines input--mono" rows={3} required value={value} onChange={(event) => { set(name, event.target.value); }} />}
        </Field>
      );
    }
    const { type = 'text', mono = false, autoComplete = 'off' } = inputs[name] ?? {};
    return (
      <Field key={name} label={label}>
        {(ids) => (
          <input
            {...ids}
            className={mono ? 'input input--mono' : 'input'}
            type={type}
            autoComplete={autoComplete}
            min={name === 'to' ? draft['from'] : undefined}
            required
            maxLength={300}
            value={value}
            onChange={(event) => { set(name, event.target.value); }}
          />
        )}
      </Field>
    );
  };

  return (
    <Form submit={t('ui.fact.save')} onSubmit={() => { onSubmit(factFrom(fact.fact, draft, kind, how, was)); }} onCancel={onCancel}>
      <div className="form__row">{fieldsOf[fact.fact].map(field)}</div>
      <Field label={t(mustSay ? 'ui.fact.how' : 'ui.fact.how-maybe')} help={mustSay ? t('ui.fact.how.help') : undefined}>
        {(ids) => <input {...ids} className="input" required={mustSay} minLength={3} maxLength={500} value={how} onChange={(event) => { setHow(event.target.value); }} />}
      </Field>
    </Form>
  );
}
