/** Lets an admin choose the fields of the SRE task from what Jira has now, and shows a choice that is no longer there. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Kind, Refusal, Rules, RulesProblem, TaskChoices } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import type { Invoke } from './Directory';
import { SettingField, Typed } from './SettingField';
import { withValueAt } from './setting-table';

type Task = Rules['task'];
type Edit = (change: (rules: Rules) => Rules) => void;
type Chosen = 'project' | 'issueType' | 'component' | 'productField' | 'priority' | 'linkType';
const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const satisfies readonly Kind[];
const fields: readonly Chosen[] = ['project', 'issueType', 'component', 'productField', 'priority', 'linkType'];

const optionsOf = (field: Chosen, choices: TaskChoices): readonly { readonly value: string; readonly label: string }[] => {
  const plain = (values: readonly string[]): readonly { readonly value: string; readonly label: string }[] => values.map((value) => ({ value, label: value }));
  switch (field) {
    case 'project':
      return choices.projects.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }));
    case 'issueType':
      return plain(choices.issueTypes);
    case 'component':
      return plain(choices.components);
    case 'productField':
      return plain(choices.productFields);
    case 'priority':
      return plain(choices.priorities);
    case 'linkType':
      return plain(choices.linkTypes);
  }
};

function Problems({ problems, tone, title }: { problems: readonly RulesProblem[]; tone: 'danger' | 'warning'; title: string }): ReactNode {
  if (problems.length === 0) return null;
  return <SectionMessage tone={tone} title={title}><ul className="plain">{problems.map(({ at, says }) => <li key={at.join('.')}><Says message={says} /></li>)}</ul></SectionMessage>;
}

/** Until Jira has answered, and where it does not, what is chosen stands there and nothing else. */
export function TaskFields({ rules, usual, invoke, edit, savedAt }: { rules: Rules; usual: Rules; invoke: Invoke; edit: Edit; savedAt: string }): ReactNode {
  const { t } = useWording();
  const { task } = rules;
  const [choices, setChoices] = useState<TaskChoices>();
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    let isHere = true;
    void ask(() => invoke('task.choices', { project: task.project, issueType: task.issueType })).then((answer) => {
      if (!isHere) return;
      setRefusal(answer.ok ? undefined : answer.refusal);
      setChoices(answer.ok ? answer.value : undefined);
    });
    return () => { isHere = false; };
    // What the draft says besides is judged with it, so that a save asks again.
  }, [invoke, task.project, task.issueType, savedAt]);
  const set = (name: keyof Task, value: string): void => { edit((before) => withValueAt(before, `task.${name}`, value)); };
  const back = (name: Chosen | 'label', what: string): ReactNode => (task[name] === usual.task[name] ? null : <Button small look="subtle" label={t('ui.set.reset.of', { what })} onPress={() => { set(name, usual.task[name]); }}>{t('ui.set.reset')}</Button>);
  const [onlyType, ...moreTypes] = choices?.issueTypes ?? [];
  return (
    <section className="card" aria-label={t('ui.rules.task')}>
      <div className="editor__head"><h2 className="h-s">{t('ui.rules.task')}</h2></div>
      <div className="editor__body">
        {refusal ? <RefusalMessage refusal={refusal} title={t('ui.task.unknown')} /> : null}
        <Problems tone="danger" title={t('ui.task.gone')} problems={choices?.gone ?? []} />
        <Problems tone="warning" title={t('ui.task.unread')} problems={choices?.unread ?? []} />
        <div className="grid2">
          {fields.map((field) => {
            const options = choices ? optionsOf(field, choices) : [];
            const isThere = options.some(({ value }) => value === task[field]);
            return (
              <div className="setting" key={field}>
                <Field label={t(`ui.task.${field}`)} help={t('ui.set.usual', { value: usual.task[field] })}>
                  {(ids) => (
                    <select {...ids} className="select" value={task[field]} onChange={(event) => { set(field, event.target.value); }}>
                      {isThere ? null : <option value={task[field]}>{choices ? t('ui.task.not-there', { choice: task[field] }) : task[field]}</option>}
                      {options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
                    </select>
                  )}
                </Field>
                {back(field, t(`ui.task.${field}`))}
              </div>
            );
          })}
          <div className="setting">
            <Field label={t('ui.rules.task.label')} help={t('ui.set.usual', { value: usual.task.label })}>{(ids) => <Typed ids={ids} value={task.label} onChange={(value) => { set('label', value); }} />}</Field>
            {back('label', t('ui.rules.task.label'))}
          </div>
        </div>
        {choices && onlyType === undefined && moreTypes.length === 0 ? <p className="small">{t('ui.task.no-types')}</p> : null}
        {kinds.map((kind) => <SettingField key={kind} setting={{ path: `task.summary.${kind}`, entry: { as: 'text' } }} rules={rules} usual={usual} edit={edit} />)}
        <p className="small">{t('ui.task.help')}</p>
      </div>
    </section>
  );
}
