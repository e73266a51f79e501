/** Moves running requests to the newest version, after showing what changes for each of them. */
import { useState, type ReactNode } from 'react';
import type { Refusal, RehearsedRequest, Rules } from '../../src/contract';
import { ask } from '../parts/ask';
import { Busy, Button } from '../parts/Button';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Invoke } from './Directory';
import { detailOf } from './Rehearsal';
import { usePages } from './use-pages';

export function MoveRequests({ rules, invoke }: { rules: Rules; invoke: Invoke }): ReactNode {
  const wording = useWording();
  const { t } = wording;
  const { tried, start } = usePages(invoke, 'in-force');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const left = (tried?.changed ?? []).filter(({ issueId }) => !moved.has(issueId));

  const look = async (): Promise<void> => {
    setMoved(new Set());
    setRefusal(undefined);
    setWorking(true);
    const found = await start();
    setChosen(new Set(found.changed.map(({ issueId }) => issueId)));
    setWorking(false);
  };
  const move = async (): Promise<void> => {
    setWorking(true);
    setRefusal(undefined);
    // One after the other, each on its own trail: what is refused half-way leaves the others as they are.
    for (const { issueId } of left.filter((one) => chosen.has(one.issueId))) {
      const answer = await ask(() => invoke('request.move-rules', { issueId, to: rules.version }));
      if (!answer.ok) {
        setRefusal(answer.refusal);
        break;
      }
      setMoved((before) => new Set([...before, issueId]));
    }
    setWorking(false);
  };
  const toggle = ({ issueId }: RehearsedRequest): void => { setChosen((before) => (before.has(issueId) ? new Set([...before].filter((one) => one !== issueId)) : new Set([...before, issueId]))); };
  const count = left.filter(({ issueId }) => chosen.has(issueId)).length;

  return (
    <Busy.Provider value={working}>
      <section className="card" aria-label={t('ui.move')}>
        <div className="editor__head"><h2 className="h-s">{t('ui.move')}</h2></div>
        <div className="editor__body">
          <p>{t('ui.move.why', { version: rules.version })}</p>
          <div className="btns"><Button working={working} onPress={() => { void look(); }}>{t('ui.move.look')}</Button></div>
          {tried?.refusal ? <RefusalMessage refusal={tried.refusal} /> : null}
          {refusal ? <RefusalMessage refusal={refusal} /> : null}
          <p role="status" className="small">{tried ? (tried.underWay ? t('ui.move.looking', { count: tried.looked }) : moved.size > 0 ? t('ui.move.moved', { count: moved.size }) : t('ui.move.found', { count: left.length })) : null}</p>
          {tried && tried.unreadable.length > 0 ? <p>{t('ui.rehearsal.unreadable', { count: tried.unreadable.length, ids: { list: tried.unreadable, join: 'and' } })}</p> : null}
          {left.length > 0 ? (
            <ul className="plain">
              {left.map((request) => (
                <li key={request.issueId}>
                  <label className="check"><input type="checkbox" checked={chosen.has(request.issueId)} onChange={() => { toggle(request); }} /><span>{request.issueKey}, {t('ui.rules.version', { version: request.version })}<span className="small"> {detailOf(wording, request, [rules]) || t('ui.rehearsal.same')}</span></span></label>
                </li>
              ))}
            </ul>
          ) : null}
          {count > 0 && !tried?.underWay ? <div className="btns"><Button working={working} onPress={() => { void move(); }}>{t('ui.move.do', { count })}</Button></div> : null}
        </div>
      </section>
    </Busy.Provider>
  );
}
