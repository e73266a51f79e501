/** Takes one key from the customer: judged at once, and sent only when they press for it. */
import { useRef, useState, type ReactNode } from 'react';
import type { KeyVerdictView, KeyView, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { Icon } from '../parts/Icon';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import { Commands } from './Commands';
import { KeyVerdict } from './KeyVerdict';
import { readKey } from './read-key';
import type { Acts } from './use-portal';

type Chosen = { readonly name: string; readonly content: string; readonly verdict: KeyVerdictView };
type Shown = { readonly chosen: Chosen } | { readonly refused: 'too-large' | 'empty' | 'private' | 'unreadable' } | { readonly refusal: Refusal };

const pastedNames = { 'encryption-key': 'public-key.asc', 'ssh-key': 'public-key.pub' } as const;

function useJudged(role: KeyView['role'], { invoke }: Acts): { readonly judging: boolean; readonly shown: Shown | undefined; readonly take: (file: Blob, name: string) => void; readonly clear: () => void } {
  const [judging, setJudging] = useState(false);
  const [shown, setShown] = useState<Shown>();
  // Of two files that were chosen one after the other the later counts, whichever verdict comes first.
  const latest = useRef(0);
  const judge = async (file: Blob, name: string): Promise<Shown> => {
    const read = await readKey(file, name);
    if ('refused' in read) return read;
    const answer = await ask(() => invoke('key.judge', { role, ...read }));
    return answer.ok ? { chosen: { ...read, verdict: answer.value } } : { refusal: answer.refusal };
  };
  return {
    judging,
    shown,
    take: (file, name) => {
      latest.current += 1;
      const turn = latest.current;
      setJudging(true);
      setShown(undefined);
      void judge(file, name).then((judged) => {
        if (turn !== latest.current) return;
        setJudging(false);
        setShown(judged);
      });
    },
    clear: () => { setShown(undefined); },
  };
}

function Paste({ role, onText }: { role: KeyView['role']; onText: (text: string) => void }): ReactNode {
  const { t } = useWording();
  const [text, setText] = useState('');
  return (
    <details>
      <summary className="linklike">{t('ui.portal.key.paste')}</summary>
      <form className="portal__paste" aria-label={t('ui.portal.key.paste')} onSubmit={(event) => { event.preventDefault(); onText(text); }}>
        <Field label={t(`ui.portal.key.pasted.${role}`)}>
          {(ids) => <textarea {...ids} className="input input--lines input--mono" rows={4} required spellCheck={false} value={text} onChange={(event) => { setText(event.target.value); }} />}
        </Field>
        <div className="btns"><Button submit>{t('ui.portal.key.judge')}</Button></div>
      </form>
    </details>
  );
}

function Drop({ role, judging, onFile }: { role: KeyView['role']; judging: boolean; onFile: (file: File) => void }): ReactNode {
  const { t } = useWording();
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const title = t(`ui.portal.key.title.${role}`);
  return (
    <div
      className={over ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => { setOver(false); }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      {judging ? <span className="spinner" aria-hidden="true" /> : <Icon name="upload" />}
      <div className="drop__text">
        <p role="status">{t(judging ? 'ui.portal.key.judging' : 'ui.portal.key.drop')}</p>
        <p className="small">{t(`ui.portal.key.looks.${role}`)}</p>
      </div>
      <Button label={t('ui.portal.key.choose-for', { title })} onPress={() => { picker.current?.click(); }}>{t('ui.portal.key.choose')}</Button>
      <input
        ref={picker}
        className="vh"
        type="file"
        tabIndex={-1}
        aria-label={t('ui.portal.key.choose-for', { title })}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

/** `main` where this key is what is asked for first: the primary button is here. */
export function KeyDrop({ view: { role, voids, given, howToMake }, acts, main, children }: { view: KeyView; acts: Acts; main: boolean; children?: ReactNode }): ReactNode {
  const { t } = useWording();
  const { judging, shown, take, clear } = useJudged(role, acts);
  const chosen = shown && 'chosen' in shown ? shown.chosen : undefined;
  const refusal = shown && 'refusal' in shown ? shown.refusal : acts.refused?.place === role ? acts.refused.refusal : undefined;
  const id = `key-${role}`;
  return (
    <section aria-labelledby={id} className="portal__key">
      <h2 className="h-s" id={id}>{t(`ui.portal.key.title.${role}`)}</h2>
      <Drop role={role} judging={judging} onFile={(file) => { take(file, file.name); }} />
      {shown && 'refused' in shown ? <SectionMessage tone="danger" alert title={t(`ui.portal.key.${shown.refused}`)}>{t(`ui.portal.key.${shown.refused}.why`)}</SectionMessage> : null}
      {refusal ? <RefusalMessage refusal={refusal} /> : null}
      {chosen && voids && chosen.verdict.works ? <SectionMessage tone="warning" title={t('ui.portal.key.voids')}>{t('ui.portal.key.voids.why')}</SectionMessage> : null}
      {chosen || given?.verdict ? (
        <div className="verdict" aria-live="polite">
          {chosen ? (
            <KeyVerdict verdict={chosen.verdict}>
              {chosen.verdict.works ? (
                <Button look={main ? 'primary' : 'default'} working={acts.underWay === role} onPress={() => { acts.send(role, (invoke) => invoke('key.hand-in', { role, name: chosen.name, content: chosen.content, voidsSeen: voids }), clear); }}>
                  {t(voids ? 'ui.portal.key.send-voids' : 'ui.portal.key.send')}
                </Button>
              ) : null}
            </KeyVerdict>
          ) : null}
          {given?.verdict ? <KeyVerdict verdict={given.verdict} at={given.at} /> : null}
        </div>
      ) : null}
      {given && !given.verdict ? <p className="small">{t('ui.portal.key.waits')}</p> : null}
      <p className="small">{t('ui.portal.key.never')}</p>
      <div className="portal__more">
        <Paste role={role} onText={(text) => { take(new Blob([text]), pastedNames[role]); }} />
        <details><summary className="linklike">{t('ui.portal.key.make')}</summary><Commands commands={howToMake} what={t('ui.portal.key.commands')} /></details>
        {children}
      </div>
    </section>
  );
}
