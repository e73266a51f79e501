/** Gives the rules as a file, reads one into the draft, and says by line what is wrong with it. */
import { useRef, useState, type ReactNode } from 'react';
import type { Message, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { saveFile } from '../parts/save-file';
import { SectionMessage } from '../parts/SectionMessage';
import type { Invoke } from './Directory';
import type { RulesEditing } from './use-rules';

type Problem = { readonly line: number; readonly column: number; readonly says: Message };

/** More than the server reads, and less than an invocation takes; a larger file is not sent at all. */
const mostBytes = 200_000;

export function RulesFile({ editing, invoke }: { editing: RulesEditing; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const picker = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const give = async (of: 'draft' | 'in-force'): Promise<void> => {
    const answer = await ask(() => invoke('rules.file', { of }));
    if (answer.ok) saveFile(answer.value.name, answer.value.text, 'application/json');
    else setRefusal(answer.refusal);
  };
  const read = async (): Promise<void> => {
    const file = picker.current?.files?.[0];
    if (!file) return;
    setProblems([]);
    setRefusal(undefined);
    if (file.size > mostBytes) {
      setRefusal({ code: 'rules-file.too-large', params: { kilobytes: mostBytes / 1000 } });
      return;
    }
    const text = await file.text().catch(() => undefined);
    if (text === undefined) {
      setRefusal({ code: 'ui.directory.unread', params: {} });
      return;
    }
    await editing.act(async (rev) => {
      const answer = await invoke('rules.import', { rev, text });
      if (!answer.ok) return answer;
      if ('problems' in answer.value) {
        setProblems(answer.value.problems);
        return { ok: false, refusal: { code: 'ui.file.refused', params: { count: answer.value.problems.length } } };
      }
      return { ok: true, value: answer.value };
    });
  };
  return (
    <section className="card" aria-label={t('ui.rules-file')}>
      <div className="editor__head"><h2 className="h-s">{t('ui.rules-file')}</h2></div>
      <div className="editor__body">
        <div className="btns">
          <Button icon="download" onPress={() => { void give('in-force'); }}>{t('ui.rules-file.in-force', { version: editing.view.rules.version })}</Button>
          {editing.view.draft ? <Button icon="download" onPress={() => { void give('draft'); }}>{t('ui.rules-file.draft')}</Button> : null}
        </div>
        <form className="import" aria-label={t('ui.rules-file.import')} onSubmit={(event) => { event.preventDefault(); void read(); }}>
          <Field label={t('ui.directory.file')} help={t('ui.rules-file.help')}>{(ids) => <input {...ids} ref={picker} type="file" accept=".json" required />}</Field>
          <div className="btns"><Button submit working={editing.working}>{t('ui.rules-file.import')}</Button></div>
        </form>
        {refusal ? <RefusalMessage refusal={refusal} /> : null}
        {problems.length > 0 ? (
          <SectionMessage tone="danger" title={t('ui.rules-file.problems', { count: problems.length })} alert>
            <ul className="plain">{problems.map(({ line, column, says }) => <li key={`${String(line)}:${String(column)} ${says.code}`}>{t('ui.rules-file.at', { line, column })} <Says message={says} /></li>)}</ul>
          </SectionMessage>
        ) : null}
      </div>
    </section>
  );
}
