/** Shows the steps of the rules by stage and what stands beside them, as one list to choose from, move in and add to. */
import { useState, type ReactNode } from 'react';
import type { Rules, Step } from '../../src/contract';
import { Button } from '../parts/Button';
import { Lozenge } from '../parts/Lozenge';
import { useWording } from '../parts/Says';
import { titleOfStep } from './rule-words';
import { isSame } from './setting-table';
import { stages, withMovedStep, withNewStep, withStepBefore } from './step-edits';

export type Pane = 'policies' | 'disposal' | 'retention' | 'guarded' | 'facts' | 'calendar' | 'task' | 'replies' | 'history' | 'file' | 'move' | 'directory' | 'erase' | 'last-day';
const panes: readonly Pane[] = ['policies', 'disposal', 'retention', 'guarded', 'facts', 'calendar', 'task', 'replies', 'history', 'file', 'move', 'directory', 'erase', 'last-day'];

export type Chosen = { readonly step: string } | { readonly pane: Pane };
type Edit = (change: (rules: Rules) => Rules) => void;

/** How a step differs from the version in force. */
export function Mark({ step, published }: { step: Step; published: Rules }): ReactNode {
  const { t } = useWording();
  const before = published.steps.find(({ id }) => id === step.id);
  if (!before) return <Lozenge tone="info">{t('ui.diff.added.short')}</Lozenge>;
  return isSame(before, step) ? null : <Lozenge tone="warning">{t('ui.diff.changed.short')}</Lozenge>;
}

function StageList({ stage, rules, published, chosen, onChoose, edit, dragged, onDrag }: { stage: Step['stage']; rules: Rules; published: Rules; chosen: Chosen | undefined; onChoose: (chosen: Chosen) => void; edit: Edit; dragged: string | undefined; onDrag: (id: string | undefined) => void }): ReactNode {
  const wording = useWording();
  const { t, say } = wording;
  const steps = rules.steps.filter((step) => step.stage === stage);
  const name = say({ code: `stage.${stage}`, params: {} });
  const add = (): void => {
    const title = t('ui.step.new', { nth: rules.steps.length + 1 });
    const { id } = withNewStep(rules, stage, title);
    edit((before) => withNewStep(before, stage, title).rules);
    onChoose({ step: id });
  };
  return (
    <div>
      <h2 className="rlist__stage"><span>{name}</span><span>{steps.length}</span></h2>
      <ul>
        {steps.map((step) => (
          <li
            key={step.id}
            draggable
            onDragStart={() => { onDrag(step.id); }}
            onDragEnd={() => { onDrag(undefined); }}
            onDragOver={(event) => { if (dragged !== undefined) event.preventDefault(); }}
            onDrop={() => { if (dragged !== undefined) edit((before) => withStepBefore(before, dragged, step.id)); }}
          >
            <button
              type="button"
              className="rlist__step"
              aria-current={chosen && 'step' in chosen && chosen.step === step.id ? 'true' : undefined}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              onClick={() => { onChoose({ step: step.id }); }}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                edit((before) => withMovedStep(before, step.id, event.key === 'ArrowUp' ? -1 : 1));
              }}
            >
              <span>{titleOfStep(wording, step)}</span>
              <Mark step={step} published={published} />
              {step.mandatory ? null : <Lozenge>{t('ui.rules.optional')}</Lozenge>}
            </button>
          </li>
        ))}
      </ul>
      <Button small look="subtle" label={t('ui.step.add.to', { stage: name })} onPress={add}>{t('ui.step.add')}</Button>
    </div>
  );
}

export function StepList({ rules, published, chosen, onChoose, edit }: { rules: Rules; published: Rules; chosen: Chosen | undefined; onChoose: (chosen: Chosen) => void; edit: Edit }): ReactNode {
  const { t } = useWording();
  const [dragged, setDragged] = useState<string>();
  return (
    <nav className="card rlist" aria-label={t('ui.rules.steps')}>
      {stages.map((stage) => <StageList key={stage} stage={stage} rules={rules} published={published} chosen={chosen} onChoose={onChoose} edit={edit} dragged={dragged} onDrag={setDragged} />)}
      <div>
        <h2 className="rlist__stage"><span>{t('ui.rules.beside')}</span></h2>
        <ul>
          {panes.map((pane) => (
            <li key={pane}><button type="button" className="rlist__step" aria-current={chosen && 'pane' in chosen && chosen.pane === pane ? 'true' : undefined} onClick={() => { onChoose({ pane }); }}><span>{t(`ui.pane.${pane}`)}</span></button></li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
