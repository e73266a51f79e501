/** Decides which form an action needs and what its answer asks of the server. */
import type { ReactNode } from 'react';
import type { RequestView, StepView } from '../../../src/contract';
import { useActing } from '../../parts/acting';
import { useWording } from '../../parts/Says';
import type { Opened } from '../panel-state';
import type { Change, Invoke, Panel } from '../use-panel';
import { AdoptForm } from './AdoptForm';
import { AnswerForm } from './AnswerForm';
import { AttestForm } from './AttestForm';
import { AuthorisationForm } from './AuthorisationForm';
import { ContactsForm } from '../../parts/ContactsForm';
import { DisposalForm } from '../../parts/disposal/DisposalForm';
import { CopyForm } from './CopyForm';
import { EndForm } from './EndForm';
import { EraseForm } from './EraseForm';
import { FactForm } from './FactForm';
import { FileForm } from './FileForm';
import { KeyChoiceForm } from './KeyChoiceForm';
import { ObjectionForm } from './ObjectionForm';
import { ReasonForm } from '../../parts/ReasonForm';
import { ReplyForm } from './ReplyForm';

export type ActionFormProps = { readonly opened: Opened; readonly request: RequestView; readonly invoke: Invoke; readonly change: Panel['change']; readonly onClose: () => void };

const stepOf = (request: RequestView, id: string): StepView | undefined => request.stages.flatMap(({ steps }) => steps).find((step) => step.id === id);

export function ActionForm({ opened, request, invoke, change, onClose }: ActionFormProps): ReactNode {
  const { t, say } = useWording();
  const { current } = useActing();
  const { intent } = opened;
  const send = (how: Change): void => { void change(opened, how); };
  const titleOf = (id: string): string => {
    const step = stepOf(request, id);
    return step ? say(step.title) : '';
  };

  switch (intent.do) {
    case 'edit-fact': {
      const fact = request.facts.find((one) => one.fact === intent.fact);
      return fact ? <FactForm fact={fact} onSubmit={(set) => { send((ask) => ask('facts.set', set)); }} onCancel={onClose} /> : null;
    }
    case 'review-reply': {
      const { reply } = intent;
      const ready = request.attention.find(({ quote }) => quote?.reply === reply)?.quote;
      return <ReplyForm key={reply} name={reply} ready={ready} invoke={invoke} onSubmit={(text, strangersSeen) => { send((ask) => ask('reply.send', { reply, text, strangersSeen })); }} onCancel={onClose} />;
    }
    case 'attest': {
      const { step, asks } = intent;
      return <AttestForm key={step} title={titleOf(step)} asks={asks} onSubmit={(evidence) => { send((ask) => ask('step.attest', { step, ...evidence })); }} onCancel={onClose} />;
    }
    case 'give-answer': {
      const { step } = intent;
      return <AnswerForm key={step} question={titleOf(step)} onSubmit={(answer, note) => { send((ask) => ask('step.answer', { step, answer, ...(note && { note }) })); }} onCancel={onClose} />;
    }
    case 'not-applicable':
    case 'override':
    case 'reopen': {
      const { step } = intent;
      const question = `step.${intent.do}` as const;
      const overriding = intent.do === 'override';
      return (
        <ReasonForm
          key={intent.do + step}
          title={t(`ui.${intent.do}.title`, { step: titleOf(step) })}
          {...(overriding && { why: t('ui.override.why') })}
          label={t('ui.reason')}
          submit={t(`ui.${intent.do}.submit`)}
          onSubmit={(reason) => { send((ask) => ask(question, { step, reason })); }}
          onCancel={onClose}
        />
      );
    }
    case 'adopt': {
      const { step, until } = intent;
      return <AdoptForm key={step} title={t('ui.adopt.title', { step: titleOf(step) })} today={until} onSubmit={(given) => { send((ask) => ask('step.adopt', { step, ...given })); }} onCancel={onClose} />;
    }
    case 'end-request':
      return <EndForm key={intent.endings.join()} endings={intent.endings} alone={intent.alone} onSubmit={(ends) => { send((ask) => ask('request.end', ends)); }} onCancel={onClose} />;
    case 'reopen-request':
      return <ReasonForm key="take-up" title={t('ui.take-up.title')} why={t('ui.take-up.why')} label={t('ui.reason')} submit={t('ui.take-up.submit')} onSubmit={(reason) => { send((ask) => ask('request.reopen', { reason })); }} onCancel={onClose} />;
    case 'did-not-work':
      return <ReasonForm key="failed" title={t('ui.sre.failed.title')} why={t('ui.sre.failed.why')} label={t('ui.sre.failed.reason')} submit={t('ui.sre.failed.submit')} onSubmit={(reason) => { send((ask) => ask('delivery.did-not-work', { reason })); }} onCancel={onClose} />;
    case 'mis-delivered':
      return <ReasonForm key="astray" title={t('ui.sre.astray.title')} why={t('ui.sre.astray.why')} label={t('ui.sre.astray.reason')} submit={t('ui.sre.astray.submit')} danger onSubmit={(reason) => { send((ask) => ask('delivery.mis-delivered', { reason })); }} onCancel={onClose} />;
    case 'settle-flag': {
      const { flag } = intent;
      return <ReasonForm key={flag} title={t('ui.settle.title')} label={t('ui.settle.reason')} help={t('ui.settle.help')} submit={t('ui.settle.submit')} onSubmit={(reason) => { send((ask) => ask('flag.settle', { flag, reason })); }} onCancel={onClose} />;
    }
    case 'note-call': {
      const { role } = intent;
      return <ReasonForm key={`call${role}`} title={t('ui.call.title')} why={t('ui.call.why')} label={t('ui.call.note')} submit={t('ui.call.submit')} onSubmit={(note) => { send((ask) => ask('call.note', { role, note })); }} onCancel={onClose} />;
    }
    case 'enter-code':
      return <ReasonForm key="code" title={t('ui.code.title')} label={t('ui.code.label')} help={t('ui.code.help')} lines={1} submit={t('ui.code.submit')} onSubmit={(text) => { send((ask) => ask('possession.answer', { text })); }} onCancel={onClose} />;
    case 'raise-flag':
      return <ReasonForm key="flag" title={t('ui.flag.title')} why={t('ui.flag.why')} label={t('ui.flag.reason')} submit={t('ui.flag.submit')} onSubmit={(reason) => { send((ask) => ask('flag.raise', { reason })); }} onCancel={onClose} />;
    case 'write-handover':
      return <ReasonForm key="handover" label={t('ui.handover.label')} help={t('ui.handover.help')} lines={1} submit={t('ui.handover.submit')} onSubmit={(text) => { send((ask) => ask('handover.write', { text })); }} onCancel={onClose} />;
    case 'erase-person':
      return <EraseForm key="erase" onSubmit={(asked) => { send((ask) => ask('person.erase', asked)); }} onCancel={onClose} />;
    case 'record-authorisation':
      return <AuthorisationForm key="authorisation" onSubmit={(given) => { send((ask) => ask('authorisation.record', given)); }} onCancel={onClose} />;
    case 'authorise':
      return <AuthorisationForm key={intent.whom} whom={intent.whom} onSubmit={(given) => { send((ask) => ask('authorisation.record', given)); }} onCancel={onClose} />;
    case 'tell-contacts':
      return <ContactsForm key="contacts" title={t('ui.contacts.title')} prepare={() => invoke('contacts.prepare', {})} onSubmit={(told) => { send((ask) => ask('contacts.told', told)); }} onCancel={onClose} />;
    case 'contact-objected':
      return <ObjectionForm key="objection" contacts={intent.contacts} onSubmit={(given) => { send((ask) => ask('contacts.objected', given)); }} onCancel={onClose} />;
    case 'choose-key': {
      const { attachmentId, fingerprints } = intent;
      return <KeyChoiceForm key={attachmentId} fingerprints={fingerprints} onSubmit={(fingerprint) => { send((ask) => ask('file.take', { role: 'encryption-key', attachmentId, fingerprint })); }} onCancel={onClose} />;
    }
    case 'take-file': {
      const { role } = intent;
      return (
        <FileForm
          key={role}
          role={role}
          issueKey={request.issueKey}
          attachments={request.attachments}
          taken={request.files[role]?.attachmentId}
          underWay={current?.underWay ?? false}
          onSubmit={(attachmentId, fingerprint) => { send((ask) => ask('file.take', { role, attachmentId, ...(fingerprint && { fingerprint }) })); }}
          onCancel={onClose}
        />
      );
    }
    case 'answer-copy': {
      const { step } = intent;
      return <CopyForm key={step} question={titleOf(step)} onSubmit={(given) => { send((ask) => ask('copy.answer', { step, ...given })); }} onCancel={onClose} />;
    }
    case 'conclude-silence': {
      const { step } = intent;
      return <ReasonForm key={`silence${step}`} title={t('ui.silence.title', { step: titleOf(step) })} why={t('ui.silence.why')} label={t('ui.silence.note')} submit={t('ui.silence.submit')} onSubmit={(note) => { send((ask) => ask('step.silence', { step, note })); }} onCancel={onClose} />;
    }
    case 'dispose':
      return <DisposalForm key={JSON.stringify(intent)} action={intent} disposals={request.disposal?.disposals ?? []} invoke={invoke} send={send} reopen={() => invoke('panel.open', {})} onClose={onClose} />;
    default:
      return null;
  }
}
