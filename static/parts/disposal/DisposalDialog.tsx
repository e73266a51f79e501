/** Decides what the dialog about a disposal shows: the question, or why it cannot be asked, and what came of asking. */
import { useState, type ReactNode } from 'react';
import type { DisposalAsked, DisposalPrepared, DisposalProfile, Refusal } from '../../../src/contract';
import { ask } from '../ask';
import { Busy, Button } from '../Button';
import { open, type Opening } from '../opening';
import { RefusalMessage } from '../RefusalMessage';
import { useWording } from '../Says';
import { Screen } from '../Screen';
import type { Site } from '../show';
import { useOpening } from '../use-opening';
import { DialogHead, type Close } from './DialogHead';
import { DisposalQuestion } from './DisposalQuestion';
import type { After, DisposalInvoke } from './invoke';

/** What can be asked, or why nothing can be asked now. */
type Question = DisposalPrepared | { readonly refusal: Refusal };

function Asking<Then extends After>({ prepared, invoke, onClose }: { prepared: DisposalPrepared; invoke: DisposalInvoke<Then>; onClose: Close }): ReactNode {
  const [refused, setRefused] = useState<Refusal>();
  const [working, setWorking] = useState(false);
  const submit = (asked: DisposalAsked): void => {
    if (working) return;
    setWorking(true);
    setRefused(undefined);
    void ask(() => invoke('disposal.ask', asked)).then((answer) => {
      setWorking(false);
      if (answer.ok) onClose(answer.value.done);
      else setRefused(answer.refusal.code === 'ui.no-answer' ? { code: 'ui.not-heard', params: {} } : answer.refusal);
    });
  };
  return <Busy.Provider value={working}><DisposalQuestion prepared={prepared} refused={refused} working={working} onSubmit={submit} onClose={onClose} /></Busy.Provider>;
}

function NothingToAsk({ refusal, onClose }: { refusal: Refusal; onClose: Close }): ReactNode {
  const { t } = useWording();
  return (
    <>
      <DialogHead title={t('ui.dispose.cannot')} onClose={onClose} />
      <div className="dialog__body"><RefusalMessage refusal={refusal} page /></div>
      <footer className="dialog__foot"><span /><Button onPress={() => { onClose(); }}>{t('ui.dispose.close')}</Button></footer>
    </>
  );
}

/** What was refused with reason is shown as the answer that it is; a fault of ours can be tried again. */
export const openQuestion = <Then extends After>(invoke: DisposalInvoke<Then>, profile: DisposalProfile): Promise<Opening<Question>> =>
  open<Question>(async () => {
    const answer = await invoke('disposal.prepare', { profile });
    return answer.ok || answer.refusal.reference !== undefined ? answer : { ok: true, value: { refusal: answer.refusal } };
  });

export function DisposalDialog<Then extends After>({ first, invoke, profile, site, onClose }: { first: Promise<Opening<Question>>; invoke: DisposalInvoke<Then>; profile: DisposalProfile; site: Site; onClose: Close }): ReactNode {
  const opened = useOpening(first, () => openQuestion(invoke, profile));
  return (
    <Screen site={site} opened={opened} dialog>
      {(question) => ('refusal' in question ? <NothingToAsk refusal={question.refusal} onClose={onClose} /> : <Asking prepared={question} invoke={invoke} onClose={onClose} />)}
    </Screen>
  );
}
