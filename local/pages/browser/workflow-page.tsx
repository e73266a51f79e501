// Decides how a project's workflow is shown and edited: its transitions and the validators that guard them.
import { useState, type ReactNode } from 'react';
import { useAppModules, type AppModule } from './app-frame';
import { useAnswer } from './ask';
import { Icon } from './icon';
import type { Status } from './jira-records';
import { Crumbs, Loaded, Message, StatusLozenge, useAct, useTitle } from './parts';
import { ValidatorDialog, type Configured } from './validator-dialog';
import {
  configOf, moduleKeyOf, publish, readWorkflows, withValidators,
  type Rule, type Workflow, type WorkflowStatus, type WorkflowTransition,
} from './workflow-draft';

const categories: Record<string, string> = { TODO: 'new', IN_PROGRESS: 'indeterminate', DONE: 'done' };

const shown = ({ name, statusCategory, statusReference }: WorkflowStatus): Status => ({
  id: statusReference, name, statusCategory: { key: categories[statusCategory] ?? 'new' },
});

type Editing = { transition: WorkflowTransition; at: number | undefined };

function Path({ transition, statuses }: { transition: WorkflowTransition; statuses: WorkflowStatus[] }): ReactNode {
  const named = (reference: string | undefined): WorkflowStatus | undefined => statuses.find(({ statusReference }) => statusReference === reference);
  const from = (transition.links ?? []).map(({ fromStatusReference }) => named(fromStatusReference)).filter((one) => one !== undefined);
  const to = named(transition.toStatusReference);
  return (
    <span className="path">
      {from.length > 0 ? from.map((one) => <StatusLozenge key={one.statusReference} status={shown(one)} />) : <span className="small">{transition.type === 'INITIAL' ? 'New' : 'Any status'}</span>}
      <Icon name="arrow" label="to" />
      {to ? <StatusLozenge status={shown(to)} /> : null}
    </span>
  );
}

function TransitionRow({ transition, statuses, kinds, onEdit, onRemove }: {
  transition: WorkflowTransition;
  statuses: WorkflowStatus[];
  kinds: AppModule[];
  onEdit: (at: number | undefined) => void;
  onRemove: (at: number) => void;
}): ReactNode {
  const nameOf = (rule: Rule): string => kinds.find(({ key }) => key === moduleKeyOf(rule))?.title ?? moduleKeyOf(rule) ?? rule.ruleKey;
  return (
    <li className="move">
      <h3>{transition.name}</h3>
      <Path transition={transition} statuses={statuses} />
      <div className="move__rules">
        {(transition.validators ?? []).map((rule, at) => (
          <div key={rule.id ?? at} className="rule">
            <Icon name="lock" />
            <span className="rule__what">{nameOf(rule)}</span>
            <span className="rule__acts">
              {moduleKeyOf(rule) ? <button type="button" className="btn btn--small btn--subtle" aria-label={`Edit ${nameOf(rule)} on ${transition.name}`} onClick={() => onEdit(at)}>Edit</button> : null}
              <button type="button" className="btn btn--small btn--subtle" aria-label={`Remove ${nameOf(rule)} from ${transition.name}`} onClick={() => onRemove(at)}>Remove</button>
            </span>
          </div>
        ))}
        <button type="button" className="btn btn--small btn--subtle btn--flush" aria-label={`Add validator to ${transition.name}`} onClick={() => onEdit(undefined)}><Icon name="add" />Add validator</button>
      </div>
    </li>
  );
}

function WorkflowEditor({ projectKey, published, statuses, onPublished }: {
  projectKey: string;
  published: Workflow;
  statuses: WorkflowStatus[];
  onPublished: () => Promise<void>;
}): ReactNode {
  const kinds = useAppModules().filter(({ type }) => type === 'jira:workflowValidator');
  const [draft, setDraft] = useState<Workflow>();
  const [editing, setEditing] = useState<Editing>();
  const { busy, refused, act } = useAct();
  const current = draft ?? published;
  const change = (transitionId: string, how: (validators: Rule[]) => Rule[]): void => setDraft(withValidators(current, transitionId, how));

  const configured = ({ moduleKey, config }: Configured): void => {
    const kind = kinds.find(({ key }) => key === moduleKey);
    if (!editing || !kind) return;
    const { transition, at } = editing;
    change(transition.id, (validators) => {
      const old = at === undefined ? undefined : validators[at];
      const rule: Rule = {
        ...old,
        ruleKey: old?.ruleKey ?? 'forge:expression-validator',
        parameters: { ...old?.parameters, key: old?.parameters?.['key'] ?? kind.extensionAri, config },
      };
      return at === undefined ? [...validators, rule] : validators.map((one, index) => (index === at ? rule : one));
    });
    setEditing(undefined);
  };

  const send = async (): Promise<void> => {
    if (!draft || !(await act(() => publish(statuses, draft)))) return;
    await onPublished();
    setDraft(undefined);
  };

  const edited = editing?.at === undefined ? undefined : editing.transition.validators?.[editing.at];
  const existing = edited ? { moduleKey: moduleKeyOf(edited) ?? '', config: configOf(edited) ?? '' } : undefined;
  return (
    <section className="card" aria-label={published.name}>
      <div className="card__head">
        <h2>{published.name}</h2>
        {draft ? <span className="loz loz--note">Not published</span> : <span className="small">Version {published.version.versionNumber}</span>}
        {draft ? (
          <div className="btns push">
            <button type="button" className="btn btn--subtle" onClick={() => setDraft(undefined)}>Discard</button>
            <button type="button" className="btn btn--primary" disabled={busy} onClick={() => void send()}>{busy ? 'Publishing…' : 'Publish'}</button>
          </div>
        ) : null}
      </div>
      {refused ? <Message tone="danger" title={`We couldn’t publish ${published.name}`}>{refused}</Message> : null}
      <ol className="rows">
        {current.transitions.map((transition) => (
          <TransitionRow
            key={transition.id}
            transition={transition}
            statuses={statuses}
            kinds={kinds}
            onEdit={(at) => setEditing({ transition, at })}
            onRemove={(at) => change(transition.id, (validators) => validators.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      {editing ? (
        <ValidatorDialog kinds={kinds} existing={existing} projectKey={projectKey} transition={editing.transition} onClose={() => setEditing(undefined)} onConfigured={configured} />
      ) : null}
    </section>
  );
}

export function WorkflowPage({ projectKey }: { projectKey: string }): ReactNode {
  useTitle(`Workflow of ${projectKey}`);
  const { answer, again } = useAnswer(projectKey, () => readWorkflows(projectKey));
  return (
    <div className="page">
      <div className="section">
        <Crumbs trail={[{ label: projectKey, href: `/queues/${projectKey}` }, { label: 'Settings', href: `/projects/${projectKey}/settings` }, { label: 'Workflow' }]} />
        <h1>Workflow of {projectKey}</h1>
        <p className="lead">A transition with a gate moves a ticket only when the gate opens. Tickets under way follow what is published. See also the workflow of <a href={`/projects/${projectKey === 'SUP' ? 'SRE' : 'SUP'}/workflow`}>{projectKey === 'SUP' ? 'SRE' : 'SUP'}</a>.</p>
      </div>
      <Loaded answer={answer} what="the workflow">
        {({ workflows, statuses }) => (workflows.length === 0
          ? <Message tone="information" title="Jira shows workflows to its administrators only">Mei Tanaka (admin@example.com) is one.</Message>
          : workflows.map((one) => (
            <WorkflowEditor key={one.id} projectKey={projectKey} published={one} statuses={statuses} onPublished={again} />
          )))}
      </Loaded>
    </div>
  );
}
