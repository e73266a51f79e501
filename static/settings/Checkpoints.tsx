/** Shows how far the trails are sealed and where the seals are posted, and lets an admin name the issue. */
import { useState, type ReactNode } from 'react';
import type { Refusal, SettingsView } from '../../src/contract';
import { ask } from '../parts/ask';
import { Busy, Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import type { Invoke } from './Directory';
import { Lines } from './Lines';

function Anchor({ invoke, onChanged }: { invoke: Invoke; onChanged: (view: SettingsView) => void }): ReactNode {
  const { t } = useWording();
  const [issueKey, setIssueKey] = useState('');
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  const choose = async (): Promise<void> => {
    if (working) return;
    setRefusal(undefined);
    setWorking(true);
    const answer = await ask(() => invoke('trail.anchor', { issueKey: issueKey.trim() }));
    setWorking(false);
    if (answer.ok) onChanged(answer.value);
    else setRefusal(answer.refusal);
  };

  return (
    <Busy.Provider value={working}>
      <form className="import" aria-label={t('ui.checkpoints.choose')} onSubmit={(event) => { event.preventDefault(); void choose(); }}>
        <Field label={t('ui.checkpoints.issue')} help={t('ui.checkpoints.help')}>
          {(ids) => <input {...ids} className="input" required maxLength={40} pattern="\s*[A-Za-z][A-Za-z0-9_]+-\d+\s*" autoComplete="off" value={issueKey} onChange={(event) => { setIssueKey(event.target.value); }} />}
        </Field>
        <div className="btns"><Button submit working={working}>{t('ui.checkpoints.submit')}</Button></div>
        {refusal ? <RefusalMessage refusal={refusal} /> : null}
      </form>
    </Busy.Provider>
  );
}

export function Checkpoints({ view, invoke, onChanged }: { view: SettingsView; invoke: Invoke; onChanged: (view: SettingsView) => void }): ReactNode {
  const { t } = useWording();
  const { sealed, posted, anchor, setBack } = view.checkpoints;
  return (
    <section className="card" aria-label={t('ui.checkpoints')}>
      <div className="card__head"><h2 className="h-xs">{t('ui.checkpoints')}</h2></div>
      <div className="card--pad stack">
        {setBack === undefined ? null : <SectionMessage tone="danger" title={t('ui.checkpoints.set-back', { no: setBack })}><p>{t('ui.checkpoints.set-back.why')}</p></SectionMessage>}
        <Lines
          lines={[
            [t('ui.checkpoints.made'), String(sealed)],
            [t('ui.checkpoints.posted'), String(posted)],
            [t('ui.checkpoints.where'), anchor ?? t('ui.checkpoints.on-tickets')],
          ]}
        />
        {view.may.includes('administer-rules') ? <Anchor invoke={invoke} onChanged={onChanged} /> : null}
      </div>
    </section>
  );
}
