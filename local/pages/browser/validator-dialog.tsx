// Decides how a validator is chosen and configured: the app's own page in a dialog, whose answer Jira keeps.
import { useRef, useState, type ReactNode } from 'react';
import { AppFrame, type AppModule, type FrameHandle } from './app-frame';
import { Dialog } from './dialog';
import { Message } from './parts';

export type Configured = { moduleKey: string; config: string };

/** With `existing` it edits that one; without, the kind of validator is chosen first. */
export function ValidatorDialog({ kinds, existing, projectKey, transition, onClose, onConfigured }: {
  kinds: AppModule[];
  existing: Configured | undefined;
  projectKey: string;
  transition: { id: string; name: string };
  onClose: () => void;
  onConfigured: (configured: Configured) => void;
}): ReactNode {
  const [moduleKey, setModuleKey] = useState(existing?.moduleKey ?? kinds[0]?.key ?? '');
  const [blocked, setBlocked] = useState<string>();
  const frame = useRef<FrameHandle>(undefined);
  const kind = kinds.find(({ key }) => key === moduleKey);
  const save = async (): Promise<void> => {
    try {
      const config = await frame.current?.configureRule();
      // The app answers nothing when what was filled in cannot be saved yet, and shows why itself.
      if (config === undefined) setBlocked('The app says below what is missing.');
      else onConfigured({ moduleKey, config });
    } catch {
      setBlocked('The app has not opened its page yet. Try again in a moment.');
    }
  };
  return (
    <Dialog
      title={existing ? `Edit validator on “${transition.name}”` : `Add validator to “${transition.name}”`}
      onClose={onClose}
      onSubmit={() => void save()}
      foot={<>
        <button type="button" className="btn btn--subtle" onClick={onClose}>Cancel</button>
        <button type="submit" className="btn btn--primary">{existing ? 'Update' : 'Add'}</button>
      </>}
    >
      {existing ? <p>{kind?.title ?? moduleKey}</p> : (
        <label className="field">
          <span className="field__label">Validator</span>
          <select className="input" value={moduleKey} onChange={(event) => setModuleKey(event.target.value)}>
            {kinds.map(({ key, title }) => <option key={key} value={key}>{title}</option>)}
          </select>
        </label>
      )}
      {kind?.description ? <p className="small">{kind.description}</p> : null}
      {blocked ? <Message tone="warning" title="The validator cannot be saved yet">{blocked}</Message> : null}
      <div className="card card--app">
        <AppFrame
          key={moduleKey}
          label={kind?.title ?? 'the validator'}
          onMounted={(handle) => { frame.current = handle; }}
          target={{
            moduleKey,
            projectKey,
            entryPoint: existing ? 'edit' : 'create',
            extension: {
              entryPoint: existing ? 'edit' : 'create',
              transitionContext: { id: transition.id },
              ...(existing ? { validatorConfig: existing.config } : {}),
            },
          }}
        />
      </div>
    </Dialog>
  );
}
