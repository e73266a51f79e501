/** Shows one setting with what it does, what is usual, and a way back to that. */
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { Kind, Permission, Rules } from '../../src/contract';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { useWording } from '../parts/Says';
import type { Wording } from '../parts/wording';
import { isSame, valueAt, withValueAt, type Entry, type Setting } from './setting-table';

type Edit = (change: (rules: Rules) => Rules) => void;
type Ids = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
type Filled<Value> = { ids: Ids; value: Value; onChange: (value: Value) => void };

const permissions = ['run-checks', 'decide-proceed', 'decide-release', 'settle-flags', 'deliver', 'request-disposal', 'decide-disposal', 'legal-hold', 'administer-rules'] as const satisfies readonly Permission[];
const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const satisfies readonly Kind[];

/** What is typed stays as it is typed; only what can be meant is passed on. */
export function Typed({ ids, value, onChange, lines = 0, type = 'text', least, most, mono = false, placeholder }: Filled<string> & { lines?: number; type?: 'text' | 'number'; least?: number; most?: number; mono?: boolean; placeholder?: string | undefined }): ReactNode {
  const [typed, setTyped] = useState(value);
  // Another value comes from elsewhere: a reset, a discarded draft, somebody else's save.
  useEffect(() => { setTyped(value); }, [value]);
  const change = (next: string): void => {
    setTyped(next);
    onChange(next);
  };
  const className = ['input', lines > 0 && 'input--lines', mono && 'input--mono'].filter(Boolean).join(' ');
  if (lines > 0) return <textarea {...ids} className={className} rows={lines} value={typed} onChange={(event) => { change(event.target.value); }} />;
  return <input {...ids} className={className} type={type} min={least} max={most} value={typed} placeholder={placeholder} autoComplete="off" onChange={(event) => { change(event.target.value); }} />;
}

/** A number that cannot be meant stays in sight, with what could be, and nothing else knows of it. */
export function Whole({ ids, value, least, most, onChange }: Filled<number> & { least: number; most: number }): ReactNode {
  const { t } = useWording();
  const [bad, setBad] = useState(false);
  useEffect(() => { setBad(false); }, [value]);
  const change = (next: string): void => {
    const number = Number(next);
    const isMeant = next !== '' && Number.isInteger(number) && number >= least && number <= most;
    setBad(!isMeant);
    if (isMeant) onChange(number);
  };
  return (
    <>
      <Typed ids={{ ...ids, ...(bad && { 'aria-invalid': true }) }} type="number" least={least} most={most} value={String(value)} onChange={change} />
      <p className="field__error" role="status">{bad ? t('ui.set.out-of-range', { least, most }) : null}</p>
    </>
  );
}

/** One value a line; empty lines are none, so that a line can be begun without a value in it. */
export function Lines({ ids, value, onChange }: Filled<readonly string[]>): ReactNode {
  const [typed, setTyped] = useState(() => value.join('\n'));
  const meant = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);
  useEffect(() => { setTyped((before) => (isSame(meant(before), value) ? before : value.join('\n'))); }, [value]);
  return <textarea {...ids} className="input input--lines" rows={Math.min(8, Math.max(2, value.length + 1))} value={typed} onChange={(event) => { setTyped(event.target.value); onChange(meant(event.target.value)); }} />;
}

export function Choice<Value extends string>({ ids, value, options, onChange }: Filled<Value> & { options: readonly { readonly value: Value; readonly label: string }[] }): ReactNode {
  const known = options.some((option) => option.value === value);
  return (
    <select {...ids} className="select" value={value} onChange={(event) => { const chosen = options.find((option) => option.value === event.target.value); if (chosen) onChange(chosen.value); }}>
      {known ? null : <option value={value}>{value}</option>}
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}

export const permissionOptions = ({ say }: Pick<Wording, 'say'>): readonly { readonly value: Permission; readonly label: string }[] => permissions.map((value) => ({ value, label: say({ code: `permission.${value}`, params: {} }) }));

type Signer = Rules['policies']['vendorSigners'][number];

function Signers({ value, onChange }: Pick<Filled<readonly Signer[]>, 'value' | 'onChange'>): ReactNode {
  const { t } = useWording();
  const change = (at: number, more: Partial<Signer>): void => { onChange(value.map((one, nth) => (nth === at ? { ...one, ...more } : one))); };
  return (
    <div className="pairs">
      {value.map(({ name, address }, at) => (
        <div className="pair" key={at}>
          <Typed ids={{ id: `signer-${String(at)}-name`, 'aria-label': t('ui.set.signer.name', { nth: at + 1 }) } as Ids} value={name} onChange={(next) => { change(at, { name: next }); }} />
          <Typed ids={{ id: `signer-${String(at)}-address`, 'aria-label': t('ui.set.signer.address', { nth: at + 1 }) } as Ids} value={address} onChange={(next) => { change(at, { address: next }); }} />
          <Button small look="subtle" icon="delete" label={t('ui.set.signer.remove', { nth: at + 1 })} onPress={() => { onChange(value.filter((_, nth) => nth !== at)); }} />
        </div>
      ))}
      <div><Button small look="subtle" onPress={() => { onChange([...value, { name: t('ui.set.signer.new'), address: 'name@example.com' }]); }}>{t('ui.set.signer.add')}</Button></div>
    </div>
  );
}

type RequestType = Rules['requestTypes'][number];

function RequestTypes({ value, onChange }: Pick<Filled<readonly RequestType[]>, 'value' | 'onChange'>): ReactNode {
  const { t, say } = useWording();
  const change = (at: number, more: Partial<RequestType>): void => { onChange(value.map((one, nth) => (nth === at ? { ...one, ...more } : one))); };
  return (
    <div className="pairs">
      {value.map(({ name, kind }, at) => (
        <div className="pair" key={at}>
          <Typed ids={{ id: `type-${String(at)}-name`, 'aria-label': t('ui.set.type.name', { nth: at + 1 }) } as Ids} value={name} onChange={(next) => { change(at, { name: next }); }} />
          <Choice ids={{ id: `type-${String(at)}-kind`, 'aria-label': t('ui.set.type.kind', { nth: at + 1 }) } as Ids} value={kind} options={kinds.map((one) => ({ value: one, label: say({ code: `kind.${one}.title`, params: {} }) }))} onChange={(next) => { change(at, { kind: next }); }} />
          <Button small look="subtle" icon="delete" label={t('ui.set.type.remove', { name })} onPress={() => { onChange(value.filter((_, nth) => nth !== at)); }} />
        </div>
      ))}
      <div><Button small look="subtle" onPress={() => { onChange([...value, { name: t('ui.set.type.new', { nth: value.length + 1 }), kind: 'data-dump' }]); }}>{t('ui.set.type.add')}</Button></div>
    </div>
  );
}

const weekday = (number: number, language: string): string => new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number)));

/** Monday is 1; the first of January 2024 was one. */
function Weekdays({ value, onChange, legend }: Pick<Filled<readonly number[]>, 'value' | 'onChange'> & { legend: string }): ReactNode {
  const { language } = useWording();
  return (
    <fieldset className="days">
      <legend className="vh">{legend}</legend>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => (
        <label className="check" key={day}>
          <input type="checkbox" checked={value.includes(day)} onChange={(event) => { onChange(event.target.checked ? [...value, day].toSorted() : value.filter((one) => one !== day)); }} />
          {weekday(day, language)}
        </label>
      ))}
    </fieldset>
  );
}

function Zone({ ids, value, onChange }: Filled<string>): ReactNode {
  const list = useId();
  return (
    <>
      <input {...ids} className="input" list={list} value={value} autoComplete="off" onChange={(event) => { onChange(event.target.value); }} />
      <datalist id={list}>{Intl.supportedValuesOf('timeZone').map((zone) => <option key={zone} value={zone} />)}</datalist>
    </>
  );
}

function entryOf(entry: Entry, ids: Ids, value: unknown, label: string, wording: Wording, onChange: (value: unknown) => void): ReactNode {
  switch (entry.as) {
    case 'number':
      return <Whole ids={ids} least={entry.least} most={entry.most} value={Number(value)} onChange={onChange} />;
    case 'text':
      return <Typed ids={ids} value={String(value)} onChange={onChange} />;
    case 'lines':
      return <Lines ids={ids} value={(value ?? []) as readonly string[]} onChange={onChange} />;
    case 'switch':
      return <label className="check"><input {...ids} type="checkbox" checked={value === true} onChange={(event) => { onChange(event.target.checked); }} />{wording.t('ui.set.on')}</label>;
    case 'signers':
      return <Signers value={value as readonly Signer[]} onChange={onChange} />;
    case 'types':
      return <RequestTypes value={value as readonly RequestType[]} onChange={onChange} />;
    case 'weekdays':
      return <Weekdays value={value as readonly number[]} onChange={onChange} legend={label} />;
    case 'zone':
      return <Zone ids={ids} value={String(value)} onChange={onChange} />;
    case 'permission':
      return <Choice ids={ids} value={value as Permission} options={permissionOptions(wording)} onChange={onChange} />;
  }
}

/** How a value reads in one line, as the usual one is told. */
export function plainly({ t, say, knows }: Pick<Wording, 't' | 'say' | 'knows'>, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no');
  if (Array.isArray(value)) return value.length === 0 ? t('ui.rules.none') : value.map((one) => plainly({ t, say, knows }, one)).join(value.some((one) => typeof one === 'object') ? '; ' : ', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map((one) => plainly({ t, say, knows }, one)).join(', ');
  if (value === undefined || value === '') return t('ui.rules.none');
  const written = typeof value === 'string' ? value.replace(/^([0-9a-f]{12})[0-9a-f]{52,}$/, '$1…') : JSON.stringify(value);
  const code = ['permission', 'gate', 'stage', 'kind'].map((family) => `${family}.${written}`).find(knows);
  return code === undefined ? written : say({ code, params: {} });
}

/** How the value of a setting reads: how long something is kept, in days; the days of the week, by their names. */
export function settingPlainly(words: Pick<Wording, 't' | 'say' | 'knows' | 'language'>, path: string, value: unknown): string {
  if (path.startsWith('policies.retention.')) return words.t('ui.set.period', { days: Number(value) });
  return plainly(words, path === 'calendar.workDays' && Array.isArray(value) ? value.map((day) => weekday(Number(day), words.language)) : value);
}

/** A label that belongs to no one field says the name of a group. */
const hasOwnLabel: readonly Entry['as'][] = ['signers', 'types', 'weekdays'];

export function SettingField({ setting: { path, entry }, rules, usual, edit }: { setting: Setting; rules: Rules; usual: Rules; edit: Edit }): ReactNode {
  const wording = useWording();
  const { t, say, knows } = wording;
  const value = valueAt(rules, path);
  const usually = valueAt(usual, path);
  const spelled = (code: string): string | undefined => (knows(code) ? say({ code, params: {} }) : undefined);
  const label = spelled(`ui.set.${path}`) ?? path;
  const help = [spelled(`ui.set.${path}.help`), t('ui.set.usual', { value: settingPlainly(wording, path, usually) })].filter(Boolean).join(' ');
  const change = (next: unknown): void => { edit((before) => withValueAt(before, path, next)); };
  return (
    <div className="setting">
      {hasOwnLabel.includes(entry.as) ? <div className="field"><p className="field__label">{label}</p>{entryOf(entry, { id: path }, value, label, wording, change)}<p className="field__help">{help}</p></div> : <Field label={label} help={help}>{(ids) => entryOf(entry, ids, value, label, wording, change)}</Field>}
      {isSame(value, usually) ? null : <Button small look="subtle" label={t('ui.set.reset.of', { what: label })} onPress={() => { change(usually); }}>{t('ui.set.reset')}</Button>}
    </div>
  );
}
