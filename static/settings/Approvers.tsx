/** Lets an admin name who takes each decision, from whoever holds its permission, and says what holds whoever is named. */
import { useEffect, useState, type ReactNode } from 'react';
import type { ApproverChoices, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import type { Invoke } from './Directory';
import { isSame, withValueAt } from './setting-table';
import type { RulesEditing } from './use-rules';

const decisions = ['proceed', 'release'] as const;
const always = ['ui.apart.decision', 'ui.apart.two', 'ui.apart.one', 'ui.apart.unknown'] as const;

function Named({ decision, editing: { rules, view, edit }, choices }: { decision: (typeof decisions)[number]; editing: RulesEditing; choices: ApproverChoices | undefined }): ReactNode {
  const { t } = useWording();
  const path = `policies.approvers.${decision}` as const;
  const label = t(`ui.set.${path}`);
  const named = rules.policies.approvers[decision];
  const holders = choices?.holders?.[decision] ?? [];
  // Whoever was named once and may not decide any more stays in sight, to be taken out.
  const people = [...holders, ...named.filter((accountId) => !holders.some((one) => one.accountId === accountId)).map((accountId) => ({ accountId, name: view.people[accountId] ?? accountId }))];
  const isHolder = (accountId: string): boolean => !choices?.holders || holders.some((one) => one.accountId === accountId);
  const change = (next: readonly string[]): void => { edit((before) => withValueAt(before, path, next)); };
  return (
    <div className="setting">
      <fieldset className="field">
        <legend className="field__label">{label}</legend>
        <div className="days">
          {people.map(({ accountId, name }) => (
            <label className="check" key={accountId}>
              <input type="checkbox" checked={named.includes(accountId)} onChange={(event) => { change(event.target.checked ? [...named, accountId] : named.filter((one) => one !== accountId)); }} />
              {isHolder(accountId) ? name : t('ui.approvers.no-permission', { name })}
            </label>
          ))}
        </div>
        <p className="field__help">{t(`ui.set.${path}.help`)} {named.length === 1 ? t('ui.approvers.one') : ''} {t('ui.set.usual', { value: t('ui.approvers.usual') })}</p>
      </fieldset>
      {isSame(named, view.usual.policies.approvers[decision]) ? null : <Button small look="subtle" label={t('ui.set.reset.of', { what: label })} onPress={() => { change(view.usual.policies.approvers[decision]); }}>{t('ui.set.reset')}</Button>}
    </div>
  );
}

export function Approvers({ editing, invoke }: { editing: RulesEditing; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const [choices, setChoices] = useState<ApproverChoices>();
  const [refusal, setRefusal] = useState<Refusal>();
  const savedAt = editing.view.draft?.saved.at;
  useEffect(() => {
    let isHere = true;
    void ask(() => invoke('approver.choices', {})).then((answer) => {
      if (!isHere) return;
      setRefusal(answer.ok ? undefined : answer.refusal);
      setChoices(answer.ok ? answer.value : undefined);
    });
    return () => { isHere = false; };
    // Who is gone is judged with the draft, so that a save asks again.
  }, [invoke, savedAt]);
  return (
    <>
      {refusal ? <RefusalMessage refusal={refusal} title={t('ui.approvers.unknown')} /> : null}
      {choices && !choices.holders ? <p className="small">{t('ui.approvers.unseen')}</p> : null}
      {choices && choices.gone.length > 0 ? <SectionMessage tone="danger" title={t('ui.approvers.gone')}><ul className="plain">{choices.gone.map(({ at, says }) => <li key={at.join('.')}><Says message={says} /></li>)}</ul></SectionMessage> : null}
      {decisions.map((decision) => <Named key={decision} decision={decision} editing={editing} choices={choices} />)}
      <section className="setting" aria-label={t('ui.apart')}>
        <p className="field__label">{t('ui.apart')}</p>
        <div className="reads"><Icon name="info" /><div><p>{t('ui.apart.why')}</p><ul className="plain">{always.map((code) => <li key={code}>{t(code)}</li>)}</ul></div></div>
      </section>
    </>
  );
}
