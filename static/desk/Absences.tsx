/** Shows who is away and who is named meanwhile, and takes down another absence. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Answer, DeskPage, DeskPeople, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Invoke } from './use-desk';

const everyTurn = ['run-checks', 'decide-proceed', 'decide-release', 'settle-flags', 'deliver', 'request-disposal', 'decide-disposal'] as const;

type Person = { readonly accountId: string; readonly name: string };

const everybody = ({ holders }: DeskPeople): readonly Person[] =>
  [...new Map(holders.flatMap(({ people }) => people).map((person) => [person.accountId, person])).values()].sort((one, other) => one.name.localeCompare(other.name));

function Choose({ label, help, people, value, onChoose }: { label: string; help?: string; people: readonly Person[]; value: string; onChoose: (accountId: string) => void }): ReactNode {
  const { t } = useWording();
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <select {...ids} className="select" required value={value} onChange={(event) => { onChoose(event.currentTarget.value); }}>
          <option value="">{t('ui.desk.absence.choose')}</option>
          {people.map(({ accountId, name }) => <option key={accountId} value={accountId}>{name}</option>)}
        </select>
      )}
    </Field>
  );
}

export function Absences({ page: { viewer, today }, invoke, onChanged }: { page: DeskPage; invoke: Invoke; onChanged: (people: DeskPeople) => void }): ReactNode {
  const { t, day } = useWording();
  const [known, setKnown] = useState<DeskPeople>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [person, setPerson] = useState(viewer.accountId);
  const [delegate, setDelegate] = useState('');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  useEffect(() => {
    void ask(() => invoke('desk.people', { permissions: [...everyTurn] })).then((answer) => {
      if (answer.ok) setKnown(answer.value);
      else setRefusal(answer.refusal);
    });
  }, [invoke]);

  const change = async (question: () => Promise<Answer<DeskPeople>>): Promise<void> => {
    setRefusal(undefined);
    const answer = await ask(question);
    if (!answer.ok) {
      setRefusal(answer.refusal);
      return;
    }
    setKnown(answer.value);
    onChanged(answer.value);
  };
  const speaksForAll = viewer.may.includes('settle-flags') || viewer.may.includes('administer-rules');
  const people = known ? everybody(known) : [];
  return (
    <section className="card card--pad stack" aria-label={t('ui.desk.absences')}>
      <h2 className="h-s">{t('ui.desk.absences')}</h2>
      <p className="small">{t('ui.desk.absences.why')}</p>
      {known?.absences.length === 0 ? <p>{t('ui.desk.absences.none')}</p> : null}
      <ul className="rows">
        {known?.absences.map(({ person: away, names, from: first, to: last }) => (
          <li key={away} className="bar">
            {t('ui.desk.absence.one', { away: names[0], delegate: names[1], from: day(first), to: day(last) })}
            {speaksForAll || away === viewer.accountId ? <Button small look="subtle" label={t('ui.desk.absence.end-of', { away: names[0] })} onPress={() => { void change(() => invoke('absence.end', { person: away })); }}>{t('ui.desk.absence.end')}</Button> : null}
          </li>
        ))}
      </ul>
      <form className="grid4" aria-label={t('ui.desk.absence.add')} onSubmit={(event) => { event.preventDefault(); void change(() => invoke('absence.set', { person, delegate, from, to })); }}>
        {speaksForAll ? <Choose label={t('ui.desk.absence.person')} people={people} value={person} onChoose={setPerson} /> : null}
        <Choose label={t('ui.desk.absence.delegate')} help={t('ui.desk.absence.delegate.help')} people={people.filter(({ accountId }) => accountId !== person)} value={delegate} onChoose={setDelegate} />
        <Field label={t('ui.desk.absence.from')}>{(ids) => <input {...ids} className="input" type="date" required value={from} onChange={(event) => { setFrom(event.currentTarget.value); }} />}</Field>
        <Field label={t('ui.desk.absence.to')}>{(ids) => <input {...ids} className="input" type="date" required min={from} value={to} onChange={(event) => { setTo(event.currentTarget.value); }} />}</Field>
        <div className="btns"><Button submit>{t('ui.desk.absence.submit')}</Button></div>
      </form>
      {refusal ? <RefusalMessage refusal={refusal} onDismiss={() => { setRefusal(undefined); }} /> : null}
    </section>
  );
}
