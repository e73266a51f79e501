/** Asks which key of a file that holds several is meant, each shown by its whole fingerprint. */
import { useId, useState, type ReactNode } from 'react';
import { Fingerprint } from '../../parts/Fingerprint';
import { useWording } from '../../parts/Says';
import { Form } from '../../parts/Form';

export function KeyChoiceForm({ fingerprints, onSubmit, onCancel }: { fingerprints: readonly string[]; onSubmit: (fingerprint: string) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const name = useId();
  const [chosen, setChosen] = useState<string>();
  return (
    <Form title={t('ui.key.title')} why={t('ui.key.why')} submit={t('ui.key.submit')} onSubmit={() => { if (chosen !== undefined) onSubmit(chosen); }} onCancel={onCancel}>
      <fieldset>
        <legend className="field__label">{t('ui.key.choose')}</legend>
        <div className="files">
          {fingerprints.map((fingerprint) => (
            <label className="check files__one" key={fingerprint}>
              <input type="radio" name={name} required checked={chosen === fingerprint} onChange={() => { setChosen(fingerprint); }} />
              <Fingerprint value={fingerprint} />
            </label>
          ))}
        </div>
      </fieldset>
    </Form>
  );
}
