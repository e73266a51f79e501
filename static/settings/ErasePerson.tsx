/** Erases somebody from the whole desk: whom and why, a question that names them, how far it has come, and what is left and why. */
import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Busy, Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import { Segmented } from '../parts/Segmented';
import type { Invoke } from './Directory';
import { useErasure, type Erasing, type Erasure } from './use-erasure';

const reasons = ['person-asked', 'retention', 'entered-in-error'] as const;
const places = ['rules', 'purges', 'absences'] as const;

/** What the server takes beside an address: another one, or a name of several words. */
const isSpelling = (line: string): boolean => line.length >= 5 && line.length <= 320 && /\S[\s@]\S/.test(line);
/** Pixels that stay free above and below the question. */
const edge = 16;
const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Jira makes the frame as high as its content: the middle of it, where a dialog opens by itself, may be far out of sight. */
function openBeside(dialog: HTMLDialogElement, asker: HTMLElement): void {
  const { top, height } = asker.getBoundingClientRect();
  const put = (at: number): void => { dialog.style.top = `${String(Math.max(edge, Math.round(scrollY + at)))}px`; };
  // It is there before it is opened: the page scrolls to what gets the focus.
  put(top);
  dialog.showModal();
  put(Math.min(top + (height - dialog.offsetHeight) / 2, document.documentElement.scrollHeight - dialog.offsetHeight - edge - scrollY));
}

function Question({ asked, asker, onAnswer }: { asked: Erasure; asker: RefObject<HTMLElement | null>; onAnswer: (isYes: boolean) => void }): ReactNode {
  const { t } = useWording();
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => { if (box.current && asker.current) openBeside(box.current, asker.current); }, [asker]);
  return (
    <dialog ref={box} className="ask" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onAnswer(false); }}>
      <h3 className="h-s" id={id}>{t('ui.erase-desk.ask', { whom: asked.whom })}</h3>
      <p>{t('ui.erase-desk.ask.why')}</p>
      {asked.also.length > 0 ? <p>{t('ui.erase-desk.ask.also', { also: { list: asked.also, join: 'and' } })}</p> : null}
      <div className="btns"><Button look="danger" onPress={() => { onAnswer(true); }}>{t('ui.erase.submit')}</Button><Button look="subtle" onPress={() => { onAnswer(false); }}>{t('ui.cancel')}</Button></div>
    </dialog>
  );
}

function Result({ erasing: { asked, requests, looked, unreadable, elsewhere, state, refusal }, onGoOn }: { erasing: Erasing; onGoOn: () => void }): ReactNode {
  const { t } = useWording();
  const { whom } = asked;
  const beside = places.flatMap((place) => (elsewhere?.[place] ? [t(`ui.erase-desk.${place}`, { count: elsewhere[place] })] : []));
  const found = [...(requests > 0 ? [t('ui.erase-desk.requests', { count: requests })] : []), ...beside];
  const isOver = state === 'over';
  return (
    <>
      <div role="status" className="stack">
        {state === 'under-way' ? <p>{t('ui.erase-desk.under-way', { whom, looked })}</p> : null}
        {isOver || found.length > 0 ? <p>{found.length > 0 ? t('ui.erase-desk.went', { whom, what: { list: found, join: 'and' } }) : t('ui.erase-desk.nobody', { whom, looked })}</p> : null}
        {unreadable.length > 0 ? <SectionMessage tone="warning" title={t('ui.erase-desk.unreadable', { count: unreadable.length, ids: { list: unreadable, join: 'and' } })}><p>{t('ui.erase-desk.unreadable.why')}</p></SectionMessage> : null}
        {isOver && elsewhere?.isApprover ? <SectionMessage tone="warning" title={t('ui.erase-desk.approver')}><p>{t('ui.erase-desk.approver.why')}</p></SectionMessage> : null}
      </div>
      {refusal ? <RefusalMessage refusal={refusal} /> : null}
      {state === 'stopped' ? <div className="btns"><Button onPress={onGoOn}>{t('ui.erase-desk.go-on', { whom })}</Button></div> : null}
    </>
  );
}

export function ErasePerson({ invoke }: { invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const [whom, setWhom] = useState('');
  const [also, setAlso] = useState('');
  const [reason, setReason] = useState<Erasure['reason']>('person-asked');
  const [asked, setAsked] = useState<Erasure>();
  const [unclear, setUnclear] = useState<string>();
  const asker = useRef<HTMLDivElement>(null);
  const { erasing, start, goOn } = useErasure(invoke);
  const working = erasing?.state === 'under-way';
  const propose = (): void => {
    if (working) return;
    const spellings = linesOf(also);
    const bad = spellings.find((line) => !isSpelling(line));
    setUnclear(bad);
    if (spellings.length <= 5 && bad === undefined) setAsked({ whom: whom.trim(), also: spellings, reason });
    else if (bad === undefined) setUnclear('');
  };
  const answer = (isYes: boolean): void => {
    setAsked(undefined);
    if (isYes && asked) void start(asked);
  };
  return (
    <Busy.Provider value={working}>
      <section className="card" aria-label={t('ui.pane.erase')}>
        <div className="editor__head"><h2 className="h-s">{t('ui.pane.erase')}</h2></div>
        <div className="editor__body">
          <p>{t('ui.erase-desk.why')}</p>
          <form className="import" aria-label={t('ui.pane.erase')} onSubmit={(event) => { event.preventDefault(); propose(); }}>
            <Field label={t('ui.erase.whom')}>{(ids) => <input {...ids} className="input" required minLength={5} maxLength={320} autoComplete="off" value={whom} onChange={(event) => { setWhom(event.target.value); }} />}</Field>
            <Field label={t('ui.erase-desk.also')} help={t('ui.erase-desk.also.help')}>{(ids) => <textarea {...ids} className="input input--lines" rows={2} maxLength={1700} value={also} onChange={(event) => { setAlso(event.target.value); }} />}</Field>
            <Segmented name="erase-reason" legend={t('ui.erase.reason')} value={reason} onChoose={setReason} options={reasons.map((value) => ({ value, label: t(`ui.erase.${value}`) }))} />
            {unclear === undefined ? null : <RefusalMessage refusal={{ code: unclear === '' ? 'ui.erase-desk.also.many' : 'ui.erase-desk.also.unclear', params: { line: unclear } }} />}
            <div className="btns" ref={asker}><Button look="danger" submit working={working}>{t('ui.erase')}</Button></div>
          </form>
          {erasing ? <Result erasing={erasing} onGoOn={() => { void goOn(); }} /> : null}
          <h3 className="h-xs">{t('ui.erase-desk.stays')}</h3>
          <ul className="plain">
            <li>{t('ui.erase-desk.stays.directory')}</li>
            <li>{t('ui.erase-desk.stays.versions')}</li>
            <li>{t('ui.erase-desk.stays.accounts')}</li>
            <li>{t('ui.erase-desk.stays.jira')}</li>
          </ul>
        </div>
      </section>
      {asked ? <Question asked={asked} asker={asker} onAnswer={answer} /> : null}
    </Busy.Provider>
  );
}
