/** Shows the steps of the rules by stage, and the chosen one in full. */
import { useState, type ReactNode } from 'react';
import type { Rules, Step } from '../../src/contract';
import { Icon } from '../parts/Icon';
import { Lozenge } from '../parts/Lozenge';
import { useWording } from '../parts/Says';
import { Lines } from './Lines';
import { evidenceOf, readingOf, settingsOf, titleOfStep } from './rule-words';

const inOrder = ['intake', 'security-check', 'agreement', 'keys', 'hand-off', 'delivery', 'disposal'] as const;

function StepList({ rules, chosen, onChoose }: { rules: Rules; chosen: Step; onChoose: (id: string) => void }): ReactNode {
  const wording = useWording();
  return (
    <nav className="card rlist" aria-label={wording.t('ui.rules.steps')}>
      {inOrder.map((stage) => {
        const steps = rules.steps.filter((step) => step.stage === stage);
        if (steps.length === 0) return null;
        return (
          <div key={stage}>
            <h2 className="rlist__stage"><span>{wording.say({ code: `stage.${stage}`, params: {} })}</span><span>{steps.length}</span></h2>
            <ul>
              {steps.map((step) => (
                <li key={step.id}>
                  <button type="button" className="rlist__step" aria-current={step.id === chosen.id ? 'true' : undefined} onClick={() => { onChoose(step.id); }}>
                    <span>{titleOfStep(wording, step)}</span>
                    {step.mandatory ? null : <Lozenge>{wording.t('ui.rules.optional')}</Lozenge>}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function StepInFull({ rules, step }: { rules: Rules; step: Step }): ReactNode {
  const wording = useWording();
  const { t, say } = wording;
  const title = titleOfStep(wording, step);
  const settings = settingsOf(step);
  return (
    <section className="card" aria-label={title} aria-live="polite">
      <div className="editor__head">
        <h2 className="h-s">{title}</h2>
        {step.mandatory ? null : <Lozenge>{t('ui.rules.optional')}</Lozenge>}
        {step.secondPerson ? <Lozenge tone="info">{t('ui.rules.second')}</Lozenge> : null}
      </div>
      <div className="editor__body">
        <p className="reads"><Icon name="info" /><span>{t('ui.rules.reads')} <b>{readingOf(wording, rules, step)}</b></span></p>
        <Lines
          lines={[
            [t('ui.rules.evidence'), evidenceOf(wording, rules, step)],
            [t('ui.rules.who'), say({ code: `permission.${step.who}`, params: {} })],
            [t('ui.rules.before'), say({ code: `gate.${step.before}`, params: {} })],
            [t('ui.rules.override'), t(rules.policies.overridable.includes(step.id) ? 'ui.yes' : 'ui.no')],
          ]}
        />
        {step.guidance === undefined ? null : <Lines lines={[[t('ui.rules.guidance'), step.guidance]]} />}
        {settings.length === 0 ? null : <><h3 className="h-xs">{t('ui.rules.settings')}</h3><Lines lines={settings} /></>}
      </div>
    </section>
  );
}

/** `children` stand under the chosen step. */
export function Steps({ rules, children }: { rules: Rules; children: ReactNode }): ReactNode {
  const [id, setId] = useState<string>();
  const chosen = rules.steps.find((step) => step.id === id) ?? rules.steps[0];
  if (!chosen) return null;
  return (
    <div className="rules">
      <StepList rules={rules} chosen={chosen} onChoose={setId} />
      <div className="stack">
        <StepInFull rules={rules} step={chosen} />
        {children}
      </div>
    </div>
  );
}
