/** Asks how a request ends and why, and for a duplicate which ticket goes on. */
import { useState, type ReactNode } from 'react';
import type { EndingByHand } from '../../../src/contract';
import { Field } from '../../parts/Field';
import { Form } from '../../parts/Form';
import { useWording } from '../../parts/Says';

export type Ends = { readonly ending: EndingByHand; readonly reason: string; readonly duplicateOf?: string };

export function EndForm({ endings, alone, onSubmit, onCancel }: { endings: readonly EndingByHand[]; alone: boolean; onSubmit: (ends: Ends) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [ending, setEnding] = useState(endings.length === 1 ? endings[0] : undefined);
  const [reason, setReason] = useState('');
  const [other, setOther] = useState('');
  const proposes = ending === 'refused' && !alone;
  return (
    <Form
      title={t('ui.end.title')}
      why={t(proposes ? 'ui.end.second' : 'ui.end.why')}
      submit={t(proposes ? 'ui.end.propose' : 'ui.end.submit')}
      danger={!proposes}
      onSubmit={() => { if (ending) onSubmit({ ending, reason: reason.trim(), ...(ending === 'duplicate' && { duplicateOf: other.trim() }) }); }}
      onCancel={onCancel}
    >
      <fieldset>
        <legend className="field__label">{t('ui.end.how')}</legend>
        {endings.map((one) => (
          <label className="check" key={one}>
            <input type="radio" name="ending" value={one} required checked={ending === one} onChange={() => { setEnding(one); }} />
            <span>{t(`ui.end.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {ending === 'duplicate' ? (
        <Field label={t('ui.end.other')} help={t('ui.end.other.help')}>
          {(ids) => <input {...ids} className="input" required pattern="\s*[A-Za-z][A-Za-z0-9_]+-[0-9]+\s*" autoComplete="off" spellCheck={false} maxLength={40} value={other} onChange={(event) => { setOther(event.target.value); }} />}
        </Field>
      ) : null}
      <Field label={t('ui.end.reason')}>
        {(ids) => <textarea {...ids} className="input input--lines" rows={3} required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.target.value); }} />}
      </Field>
    </Form>
  );
}
