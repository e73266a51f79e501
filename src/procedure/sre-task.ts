/** Decides what the linked SRE task says: its fields and its description in Atlassian Document Format. */
import type { Kind, Terms } from './request';
import type { Rules } from './rules';

type Node = { readonly type: string; readonly text?: string; readonly attrs?: Readonly<Record<string, unknown>>; readonly content?: readonly Node[]; readonly marks?: readonly { readonly type: string }[] };
export type Document = { readonly version: 1; readonly type: 'doc'; readonly content: readonly Node[] };

/** Names are spelled for people, days as `YYYY-MM-DD`; `publicKey` is the armoured certificate that the check read. */
export type TaskFacts = {
  readonly ticketKey: string;
  readonly terms: Terms;
  readonly product: string;
  readonly dueOn: string;
  readonly approvals: readonly { readonly decision: string; readonly by: string; readonly on: string }[];
  /** Absent where the customer wants no copy: then the task is about the disposal alone. */
  readonly publicKey?: string;
};

const line = (text: string): Node => ({ type: 'text', text });
const strong = (text: string): Node => ({ type: 'text', text, marks: [{ type: 'strong' }] });
const cell = (type: 'tableHeader' | 'tableCell', node: Node): Node => ({ type, attrs: {}, content: [{ type: 'paragraph', content: [node] }] });
const row = (label: string, value: string): Node => ({ type: 'tableRow', content: [cell('tableHeader', strong(label)), cell('tableCell', line(value))] });

/** A task is never made of terms that are not all filled: that would ask SRE to guess. */
export function missingForTask(terms: Terms, withCopy: boolean): readonly string[] {
  const always = ['tenant', 'site', 'licences', 'kind', 'scope', 'requester', 'recipient'] as const;
  const wanted = withCopy ? ([...always, 'encryptionKey', 'signedForm'] as const) : always;
  return wanted.filter((name) => terms[name] === undefined);
}

/** The description: everything SRE needs, readable without access to the ticket. */
export function taskDescription({ ticketKey, terms, product, dueOn, approvals, publicKey }: TaskFacts): Document {
  const fact = (label: string, value: string | undefined): readonly Node[] => (value ? [row(label, value)] : []);
  const { recipient, scope } = terms;
  return {
    version: 1,
    type: 'doc',
    content: [
      { type: 'paragraph', content: [line(`Requested in ${ticketKey}. Snapshot Desk’s panel on this task shows whether these terms still hold; where the two differ, the panel is right.`)] },
      {
        type: 'table',
        attrs: {},
        content: [
          ...fact('Site URL', terms.site && `https://${terms.site}`),
          ...fact('SEN or entitlement number', terms.licences?.join(', ')),
          ...fact('Tenant ID', terms.tenant),
          ...fact('Product', product),
          ...fact('Scope', scope && `${scope.data}, ${scope.from} to ${scope.to}`),
          ...fact('Recipient', recipient && `${recipient.name}, ${recipient.employer}, ${recipient.country}`),
          ...fact('Copy of the data', publicKey === undefined ? 'None. The customer wants no copy; nothing is made or delivered.' : undefined),
          ...fact('Due date', publicKey === undefined ? undefined : dueOn),
          ...approvals.map(({ decision, by, on }) => row(`${decision} approved by`, `${by}, ${on}`)),
          ...fact('Encryption key fingerprint', terms.encryptionKey),
          ...fact('SSH key fingerprint', terms.sshKey),
          ...fact('SHA-256 of the signed form', terms.signedForm),
        ],
      },
      ...(publicKey === undefined ? [] : [{ type: 'heading', attrs: { level: 3 }, content: [line('Customer’s public key')] }, { type: 'codeBlock', attrs: {}, content: [line(publicKey.trim())] }]),
    ],
  };
}

/** The fields of the task by what the rules call them; ids are looked up in Jira by the caller. No assignee, no team. */
export type TaskFields = {
  readonly project: string;
  readonly issueType: string;
  readonly summary: string;
  readonly component: string;
  readonly productField: string;
  readonly product: string;
  readonly label: string;
  readonly priority: string;
  readonly description: Document;
};

export function taskFields(rules: Rules, facts: TaskFacts): TaskFields {
  const { task } = rules;
  return {
    project: task.project,
    issueType: task.issueType,
    summary: task.summary[facts.terms.kind as Kind],
    component: task.component,
    productField: task.productField,
    product: facts.product,
    label: task.label,
    priority: task.priority,
    description: taskDescription(facts),
  };
}
