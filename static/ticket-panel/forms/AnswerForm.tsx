/** Asks a question of the procedure that is answered with yes or no. */
import { useState, type ReactNode } from 'react';
import { Field } from '../../parts/Field';
import { useWording } from '../../parts/Says';
import { Segmented } from '../../parts/Segmented';
import { Form } from '../../parts/Form';

export function AnswerForm({ question, onSubmit, onCancel }: { question: string; onSubmit: (answer: 'yes' | 'no', note: string) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [answer, setAnswer] = useState<'yes' | 'no'>();
  const [note, setNote] = useState('');
  return (
    <Form submit={t('ui.answer.submit')} onSubmit={() => { if (answer) onSubmit(answer, note.trim()); }} onCancel={onCancel}>
      <Segmented name="answer" legend={question} value={answer} onChoose={setAnswer} options={[{ value: 'yes', label: t('ui.yes') }, { value: 'no', label: t('ui.no') }]} />
      <Field label={t('ui.attest.note-too')}>{(ids) => <input {...ids} className="input" maxLength={500} value={note} onChange={(event) => { setNote(event.target.value); }} />}</Field>
    </Form>
  );
}
