/** Lets an admin search for tickets that are older than the app, so that new requests are compared with them. */
import { useState, type ReactNode } from 'react';
import type { Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Busy, Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Invoke } from './Directory';

type Read = { readonly looked: number; readonly kept: number };

export function OldTickets({ search, invoke }: { search: string; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const [jql, setJql] = useState(search);
  const [read, setRead] = useState<Read>();
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const start = async (): Promise<void> => {
    if (working) return;
    setRefusal(undefined);
    setWorking(true);
    let sum: Read = { looked: 0, kept: 0 };
    let asked: { jql: string; token?: string } | undefined = { jql: jql.trim() };
    while (asked) {
      const question: { jql: string; token?: string } = asked;
      const answer = await ask(() => invoke('old-tickets.read', question));
      if (!answer.ok) {
        setRefusal(answer.refusal);
        break;
      }
      const { looked, kept, next } = answer.value;
      sum = { looked: sum.looked + looked, kept: sum.kept + kept };
      setRead(sum);
      asked = next === undefined ? undefined : { ...question, token: next };
    }
    setWorking(false);
  };
  return (
    <section className="card" aria-label={t('ui.old-tickets')}>
      <div className="editor__head"><h2 className="h-s">{t('ui.old-tickets')}</h2></div>
      <div className="editor__body">
        <Busy.Provider value={working}>
          <form className="import" aria-label={t('ui.old-tickets')} onSubmit={(event) => { event.preventDefault(); void start(); }}>
            <Field label={t('ui.old-tickets.search')} help={t('ui.old-tickets.help')}>{(ids) => <textarea {...ids} className="input input--lines" rows={3} required maxLength={1000} spellCheck={false} value={jql} onChange={(event) => { setJql(event.target.value); }} />}</Field>
            <div className="btns"><Button submit working={working}>{t('ui.old-tickets.submit')}</Button></div>
            <p role="status" className="small">{read ? t('ui.old-tickets.read', read) : null}</p>
            {refusal ? <RefusalMessage refusal={refusal} /> : null}
          </form>
        </Busy.Provider>
      </div>
    </section>
  );
}
