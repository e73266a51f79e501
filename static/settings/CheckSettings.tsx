/** Lets an admin change what a check goes by, each setting in the check's own words, with what is usual. */
import type { ReactNode } from 'react';
import type { CheckShape } from '../../src/contract';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { useWording } from '../parts/Says';
import type { Wording } from '../parts/wording';
import { Choice, Lines, plainly, Whole } from './SettingField';
import { aboutSetting, optionOfCheck } from './rule-words';
import { isSame } from './setting-table';

type Settings = Readonly<Record<string, unknown>>;
type Shape = CheckShape['settings'][number];

function entryOf(wording: Wording, { kind, options = [], least = 0, most = Number.MAX_SAFE_INTEGER }: Shape, ids: { id: string }, value: unknown, onChange: (value: unknown) => void): ReactNode {
  if (kind === 'choice') return <Choice ids={ids} value={String(value)} options={options.map((option) => ({ value: option, label: optionOfCheck(wording, option) }))} onChange={onChange} />;
  if (kind === 'lines') return <Lines ids={ids} value={(value ?? []) as readonly string[]} onChange={onChange} />;
  return <Whole ids={ids} least={least} most={most} value={Number(value)} onChange={onChange} />;
}

export function CheckSettings({ shape, settings, onChange }: { shape: CheckShape; settings: Settings; onChange: (settings: Record<string, unknown>) => void }): ReactNode {
  const wording = useWording();
  const { t } = wording;
  return (
    <fieldset className="conds">
      <legend className="vh">{t('ui.rules.settings')}</legend>
      <b>{t('ui.rules.settings')}</b>
      {shape.settings.map((one) => {
        const value = one.name in settings ? settings[one.name] : one.usual;
        const { [one.name]: _own, ...others } = settings;
        const about = aboutSetting(wording, shape.id, one);
        return (
          <div className="setting" key={one.name}>
            <Field label={about} help={t('ui.set.usual', { value: one.kind === 'choice' ? optionOfCheck(wording, String(one.usual)) : plainly(wording, one.usual) })}>{(ids) => entryOf(wording, one, ids, value, (next) => { onChange({ ...settings, [one.name]: next }); })}</Field>
            {isSame(value, one.usual) ? null : <Button small look="subtle" label={t('ui.set.reset.of', { what: about })} onPress={() => { onChange(others); }}>{t('ui.set.reset')}</Button>}
          </div>
        );
      })}
    </fieldset>
  );
}
