/** Lists the blank forms that no signed form may equal, and hands in another; the server says what it is known by. */
import { useRef, useState, type ReactNode } from 'react';
import type { Refusal } from '../../src/contract';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Invoke } from './Directory';
import { plainly } from './SettingField';
import { isSame, withValueAt } from './setting-table';
import type { RulesEditing } from './use-rules';

const path = 'policies.blankForms';

/** What the server takes too; a larger file is not sent at all. */
const mostBytes = 350_000;

/** Undefined where the browser could not read it. */
const base64Of = (file: File): Promise<string | undefined> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => { resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : undefined); };
    reader.onerror = () => { resolve(undefined); };
    reader.readAsDataURL(file);
  });

export function BlankForms({ editing: { rules, view, edit, act, working }, invoke }: { editing: RulesEditing; invoke: Invoke }): ReactNode {
  const wording = useWording();
  const { t } = wording;
  const picker = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  const { blankForms } = rules.policies;
  const usually = view.usual.policies.blankForms;
  const label = t(`ui.set.${path}`);
  const change = (next: typeof blankForms): void => { edit((before) => withValueAt(before, path, next)); };
  const hand = async (): Promise<void> => {
    const input = picker.current;
    const file = input?.files?.[0];
    if (!file) return;
    setRefusal(undefined);
    if (file.size > mostBytes) {
      setRefusal({ code: 'blank-form.too-large', params: { kilobytes: mostBytes / 1000 } });
      return;
    }
    // A browser reads an empty file as no data at all, which the server would take for a fault of the page.
    const base64 = file.size === 0 ? undefined : await base64Of(file);
    if (base64 === undefined) {
      setRefusal(file.size === 0 ? { code: 'blank-form.empty', params: { file: file.name } } : { code: 'ui.blank-form.unread', params: {} });
      return;
    }
    const isIn = await act((rev) => invoke('blank-form.add', { rev, name: file.name, base64 }));
    if (isIn) input.value = '';
  };
  return (
    <section className="setting" aria-label={label}>
      <p className="field__label">{label}</p>
      {blankForms.length === 0 ? <p className="small">{t('ui.blank-form.none')}</p> : (
        <ul className="pairs plain">
          {blankForms.map((form, at) => {
            const [name, digest] = typeof form === 'string' ? [t('ui.blank-form.unnamed'), form] : [form.name, form.digests[0] ?? ''];
            return (
              <li className="pair" key={`${digest} ${String(at)}`}>
                <span>{name} <code title={digest}>{plainly(wording, digest)}</code></span>
                <Button small look="subtle" icon="delete" label={t('ui.blank-form.remove', { name, digest: plainly(wording, digest) })} onPress={() => { change(blankForms.filter((_, nth) => nth !== at)); }} />
              </li>
            );
          })}
        </ul>
      )}
      <form className="import" aria-label={t('ui.blank-form.add')} onSubmit={(event) => { event.preventDefault(); void hand(); }}>
        <Field label={t('ui.blank-form.file')} help={[t(`ui.set.${path}.help`), t('ui.set.usual', { value: plainly(wording, usually) })].join(' ')}>{(ids) => <input {...ids} ref={picker} type="file" accept=".pdf,.docx" required />}</Field>
        <div className="btns"><Button submit working={working}>{t('ui.blank-form.add')}</Button></div>
      </form>
      {refusal ? <RefusalMessage refusal={refusal} /> : null}
      {isSame(blankForms, usually) ? null : <Button small look="subtle" label={t('ui.set.reset.of', { what: label })} onPress={() => { change(usually); }}>{t('ui.set.reset')}</Button>}
    </section>
  );
}
