/** Decides which form an act on a disposal needs and what its answer asks of the server, the same on ticket and task. */
import type { ReactNode } from 'react';
import type { Action, Answer, DisposalAct, DisposalView, Message } from '../../../src/contract';
import { ContactsForm } from '../ContactsForm';
import { Form } from '../Form';
import { ReasonForm } from '../ReasonForm';
import { useWording } from '../Says';
import { AskInDialog } from './AskInDialog';
import { AttestPurgeForm } from './AttestPurgeForm';
import { BeginForm } from './BeginForm';
import { DecideForm } from './DecideForm';
import type { After, DisposalInvoke, Send } from './invoke';
import { LengthenForm } from './LengthenForm';
import { RestoreForm } from './RestoreForm';
import { SweepForm } from './SweepForm';
import { UnderReview } from './UnderReview';

export type Dispose = Extract<Action, { readonly do: 'dispose' }>;

type Props<Then> = {
  readonly invoke: DisposalInvoke<Then>;
  readonly send: Send<Then>;
  readonly onClose: () => void;
};

/** Stops and reports that need a reason and nothing else. */
const reasons = {
  hold: { question: 'disposal.hold', danger: false },
  'lift-hold': { question: 'disposal.lift-hold', danger: false },
  cancel: { question: 'disposal.cancel', danger: false },
  'report-error': { question: 'disposal.report-error', danger: true },
} as const;

function Act<Then extends After>({ act, disposal, invoke, send, onClose }: Props<Then> & { act: DisposalAct; disposal: DisposalView }): ReactNode {
  const { t } = useWording();
  const { disposal: number, site } = disposal;
  switch (act) {
    case 'decide':
      return <UnderReview disposal={disposal} invoke={invoke}>{(review, name) => <DecideForm disposal={disposal} review={review} name={name} onSubmit={(decided) => { send((ask) => ask('disposal.decide', { disposal: number, ...decided })); }} onCancel={onClose} />}</UnderReview>;
    case 'tell': {
      const moment = disposal.notice;
      return moment ? <ContactsForm title={t(`ui.dispose.tell.${moment}`)} prepare={() => invoke('disposal.notice', { disposal: number, moment })} onSubmit={(told) => { send((ask) => ask('disposal.told', { disposal: number, moment, ...told })); }} onCancel={onClose} /> : null;
    }
    case 'hold':
    case 'lift-hold':
    case 'cancel':
    case 'report-error': {
      const { question, danger } = reasons[act];
      return <ReasonForm title={t(`ui.dispose.${act}.title`, { site })} why={t(`ui.dispose.${act}.why`)} label={t('ui.reason')} submit={t(`ui.dispose.${act}.submit`)} danger={danger} onSubmit={(reason) => { send((ask) => ask(question, { disposal: number, reason })); }} onCancel={onClose} />;
    }
    case 'lengthen':
      return <LengthenForm disposal={disposal} onSubmit={(given) => { send((ask) => ask('disposal.lengthen', { disposal: number, ...given })); }} onCancel={onClose} />;
    case 'begin':
      return <UnderReview disposal={disposal} invoke={invoke}>{(review, name) => <BeginForm disposal={disposal} review={review} name={name} onSubmit={(typed) => { send((ask) => ask('disposal.begin', { disposal: number, typed })); }} onCancel={onClose} />}</UnderReview>;
    case 'attest':
      return <AttestPurgeForm disposal={disposal} onSubmit={(attested) => { send((ask) => ask('disposal.attest', { disposal: number, ...attested })); }} onCancel={onClose} />;
    case 'certify':
      return <Form title={t('ui.dispose.certify.title')} why={t('ui.dispose.certify.why')} submit={t('ui.dispose.certify.submit')} onSubmit={() => { send((ask) => ask('disposal.certify', { disposal: number })); }} onCancel={onClose} />;
    case 'sweep':
      return <SweepForm disposal={disposal} invoke={invoke} onSubmit={(swept) => { send((ask) => ask('disposal.sweep', { disposal: number, ...swept })); }} onCancel={onClose} />;
    case 'restore':
      return <RestoreForm onSubmit={(given) => { send((ask) => ask('disposal.restore', { disposal: number, ...given })); }} onCancel={onClose} />;
    case 'verify-restore':
      return <Form title={t('ui.dispose.verify-restore.title')} why={t('ui.dispose.verify-restore.why')} submit={t('ui.dispose.verify-restore.submit')} onSubmit={() => { send((ask) => ask('disposal.verify-restore', { disposal: number })); }} onCancel={onClose} />;
  }
}

/** `reopen` asks for the panel as it stands, once the dialog has asked for a disposal. */
export function DisposalForm<Then extends After>({ action: { act, profile, disposal: number }, disposals, reopen, ...props }: Props<Then> & { action: Dispose; disposals: readonly DisposalView[]; reopen: () => Promise<Answer<Then>> }): ReactNode {
  const { send, onClose } = props;
  const asked = (done: Message): void => {
    send(async () => {
      const answer = await reopen();
      return answer.ok ? { ok: true, value: { ...answer.value, done } } : answer;
    });
  };
  if (act === 'ask') return <AskInDialog profile={profile} onAsked={asked} onCancel={onClose} />;
  const disposal = disposals.find((one) => one.disposal === number);
  return disposal ? <Act key={`${act}${String(number)}`} act={act} disposal={disposal} {...props} /> : null;
}
