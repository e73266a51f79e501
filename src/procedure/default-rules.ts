/** Decides the rules a desk starts with: the support team's data snapshot procedure, step by step. */
import { noApprovers, noChannels, usualDisposal, type Rules, type Step } from './rules';

const step = (id: string, stage: Step['stage'], before: Step['before'], done: Step['done'], more: Partial<Step> = {}): Step => ({
  id,
  stage,
  done,
  before,
  who: 'run-checks',
  mandatory: true,
  secondPerson: false,
  ...more,
});

const check = (name: string, settings: Record<string, unknown> = {}): Step['done'] => ({ by: 'check', check: name, settings });
const attestation = (asks: 'note' | 'link' = 'note'): Step['done'] => ({ by: 'attestation', asks });

/** What an offboarding asks for beside the ordinary procedure: the data leaves for good, to a key that was never seen. */
const offboarding: NonNullable<Step['when']> = { join: 'any', of: [{ fact: 'kind', is: 'offboarding-export' }] };

export const defaultRules: Rules = {
  v: 1,
  version: 1,
  steps: [
    step('facts', 'intake', 'proceed', { by: 'facts' }),
    step('requester-contact', 'security-check', 'proceed', check('requester-contact', { listedContactsOnly: 'warn' })),
    step('recipient-contact', 'security-check', 'proceed', check('recipient-contact', { listedContactsOnly: 'warn' })),
    step('site-and-tenant', 'security-check', 'proceed', check('site-and-tenant')),
    step('licence-standing', 'security-check', 'proceed', check('licence-standing')),
    step('previous-requests', 'security-check', 'proceed', check('previous-requests')),
    step('churn-risk', 'security-check', 'proceed', { by: 'answer' }, { when: { join: 'any', of: [{ fact: 'kind', is: 'data-dump' }, { fact: 'kind', is: 'audit-log-dump' }] } }),
    step('customer-success-told', 'security-check', 'proceed', attestation(), {
      when: { join: 'any', of: [{ fact: 'enterprise', is: true }, { fact: 'answer', step: 'churn-risk', is: 'yes' }, { fact: 'kind', is: 'offboarding-export' }] },
    }),
    step('approver-told', 'security-check', 'proceed', attestation(), { mandatory: false }),
    step('proceed', 'security-check', 'proceed', { by: 'decision', decision: 'proceed' }, { who: 'decide-proceed' }),
    step('copy-wanted', 'agreement', 'hand-off', { by: 'copy' }, { when: offboarding }),
    step('form-sent', 'agreement', 'hand-off', attestation('link')),
    step('form-announced', 'agreement', 'hand-off', { by: 'reply', reply: 'form-and-key' }),
    step('signed-form', 'agreement', 'hand-off', { by: 'file', role: 'signed-form' }, { secondPerson: true }),
    step('signed-agreement', 'agreement', 'hand-off', check('signed-agreement')),
    step('assignee-told', 'agreement', 'hand-off', attestation(), { mandatory: false }),
    step('encryption-key', 'keys', 'hand-off', check('openpgp-key')),
    step('key-owner', 'keys', 'hand-off', check('key-owner')),
    step('key-continuity', 'keys', 'hand-off', check('key-continuity')),
    step('new-key-confirmed', 'keys', 'hand-off', attestation(), { when: { join: 'all', of: [{ fact: 'verdict', check: 'key-continuity', is: 'warn' }] } }),
    step('ssh-key', 'keys', 'hand-off', check('ssh-key')),
    step('possession', 'keys', 'hand-off', { by: 'possession' }, { when: offboarding }),
    step('release', 'hand-off', 'hand-off', { by: 'decision', decision: 'release' }, { who: 'decide-release' }),
    step('sre-task', 'hand-off', 'start-work', { by: 'task' }),
    step('estimate-told', 'hand-off', 'deliver', { by: 'reply', reply: 'estimate' }),
    step('contacts-told', 'hand-off', 'deliver', { by: 'contacts' }),
    step('work-started', 'delivery', 'deliver', { by: 'start' }, { who: 'deliver' }),
    step('files-recorded', 'delivery', 'deliver', { by: 'delivery', until: 'recorded' }, { who: 'deliver' }),
    step('delivered', 'delivery', 'dispose', { by: 'delivery', until: 'handed-over' }, { who: 'deliver' }),
    step('ready-told', 'delivery', 'dispose', { by: 'reply', reply: 'ready' }),
    step('receipt', 'delivery', 'dispose', { by: 'attestation', asks: 'note', silence: true }),
    step('access-removed', 'delivery', 'dispose', attestation(), { who: 'deliver' }),
    step('disposed', 'disposal', 'close', { by: 'disposal', profile: 'delivered-dump' }, { who: 'request-disposal' }),
    step('tenant-disposed', 'disposal', 'close', { by: 'disposal', profile: 'tenant-systems' }, { who: 'request-disposal', when: offboarding }),
    step('certificate', 'disposal', 'close', { by: 'certificate' }),
  ],
  replies: [
    {
      id: 'missing-facts',
      title: 'Ask for missing facts',
      asksCustomer: true,
      text: 'Hello {requester},\n\nWe are preparing your {kind} of {product} for {site}. Before we go on, please tell us:\n\n{questions}\n\nKind regards,\n{agent}',
    },
    {
      id: 'form-and-key',
      title: 'Announce the form and ask for the keys',
      asksCustomer: true,
      text: 'Hello {requester},\n\nYou asked for a {kind} in {ticket}. To make the agreement binding we have sent you an electronic form to sign. It is the only form we use for this.\n\nWe deliver the data encrypted, for download over SSH, so we also need two public keys of {recipient}. Please attach each to this ticket as a text file of its own.\n\n1. An OpenPGP key, to encrypt the data to. With GnuPG, “gpg --quick-generate-key {recipientAddress} rsa4096 encrypt 1y” makes one, and “gpg --armor --output public-key.asc --export {recipientAddress}” writes the file.\n\n2. An SSH key, to fetch the files with. “ssh-keygen -t ed25519” makes one, and the file to attach ends in .pub. If the key is on GitHub or GitLab already, the page that lists it there (its address ends in .keys), saved as a text file, will do.\n\nNever send a private key.\n\nKind regards,\n{agent}',
    },
    {
      id: 'key-again',
      title: 'Ask for another key',
      asksCustomer: true,
      text: 'Hello {requester},\n\nWe looked at the key file for {ticket} and cannot use it yet:\n\n{findings}\n\nPlease attach another public key file to this ticket. “gpg --armor --output public-key.asc --export {recipientAddress}” writes an OpenPGP key that we can use; “ssh-keygen -t ed25519” makes an SSH key, whose file to attach ends in .pub. We need nothing else.\n\nKind regards,\n{agent}',
    },
    {
      id: 'form-again',
      title: 'Ask for the form again',
      asksCustomer: true,
      text: 'Hello {requester},\n\nWe looked at the signed form for {ticket} and cannot accept it yet:\n\n{findings}\n\nPlease sign the electronic form that we sent you, and attach the file here as the signing service gives it to you, neither printed nor scanned. We need nothing else.\n\nKind regards,\n{agent}',
    },
    {
      id: 'propose-call',
      title: 'Propose a call',
      asksCustomer: true,
      text: 'Hello {requester},\n\nThe files for {ticket} still cannot be used:\n\n{findings}\n\nWriting to and fro has not been much help to you so far, so we would like to go through it together on a call; a quarter of an hour is usually enough. Please tell us here two times that suit you, with your time zone. We ring at the number that we have on record, and nobody of us asks for a password or a private key.\n\nIt helps to sit at the computer on which the file was made.\n\nKind regards,\n{agent}',
    },
    {
      id: 'private-key',
      title: 'Ask for a new pair after a private key was attached',
      asksCustomer: true,
      text: 'Hello {requester},\n\nThe file “{file}” on {ticket} holds a private key. Everyone who can read this ticket could have copied it, so we have removed it and cannot use that pair.\n\nPlease revoke that key wherever it is in use, make a new pair, and attach only the new public key. For OpenPGP, “gpg --armor --output public-key.asc --export {recipientAddress}” writes the right file; for SSH it is the one that ends in .pub.\n\nKind regards,\n{agent}',
    },
    {
      id: 'estimate',
      title: 'Tell the estimate',
      asksCustomer: false,
      text: 'Hello {requester},\n\nYour signed form and the keys are here, and our infrastructure team has been asked to prepare the {kind}. This takes {from} to {to} business days; we expect to deliver by {due}. We write to you as soon as it is ready.\n\nKind regards,\n{agent}',
    },
    {
      id: 'ready',
      title: 'Say that the data is ready',
      asksCustomer: true,
      text: 'Hello {requester},\n\nThe {kind} for {ticket} is ready. How to fetch and decrypt it goes to {recipient} alone, and is never written into this ticket.\n\nPlease tell us here once the files are decrypted and complete, or what did not work. After that we remove the access and dispose of our copy.\n\nKind regards,\n{agent}',
    },
    {
      id: 'ended-withdrawn',
      title: 'Say that the request is withdrawn',
      asksCustomer: false,
      text: 'Hello {requester},\n\nAs you asked, we have withdrawn {ticket}: no {kind} is made, and nothing is delivered. Where we had begun, we delete what we had made.\n\nIf you need the data after all, please raise a new request.\n\nKind regards,\n{agent}',
    },
    {
      id: 'ended-refused',
      title: 'Say that the request is refused',
      asksCustomer: false,
      text: 'Hello {requester},\n\nWe have looked at {ticket} and cannot give out the {kind} that you asked for. No data was delivered.\n\nIf you think that we are mistaken, please ask a technical or billing contact of your licence to write to us.\n\nKind regards,\n{agent}',
    },
    {
      id: 'ended-expired',
      title: 'Say that the request has expired',
      asksCustomer: false,
      text: 'Hello {requester},\n\nWe have not heard from you about {ticket} for some time, so we close it. No {kind} was delivered, and what we had begun to make is deleted.\n\nIf you still need the data, please raise a new request; it takes the same steps.\n\nKind regards,\n{agent}',
    },
    {
      id: 'ended-duplicate',
      title: 'Say which request goes on',
      asksCustomer: false,
      text: 'Hello {requester},\n\n{ticket} asks for the same data as {other}. We go on with {other} and close this one; nothing is lost by it.\n\nPlease answer in {other} from now on.\n\nKind regards,\n{agent}',
    },
  ],
  requestTypes: [
    { name: 'Data snapshot', kind: 'data-dump' },
    { name: 'Audit log export', kind: 'audit-log-dump' },
    { name: 'Offboarding export', kind: 'offboarding-export' },
  ],
  factFields: { licences: ['SEN', 'Entitlement number'], site: ['Site URL'], tenant: ['Tenant ID'], product: ['Product'], recipient: ['Recipient'], country: ['Country'] },
  defaultData: { 'data-dump': 'All data of the tenant', 'audit-log-dump': 'The whole audit log', 'offboarding-export': 'All data of the tenant' },
  products: ['Timesheets', 'Planner', 'Capacity Planner'],
  enterprise: { editions: ['Enterprise'], tiersFrom: 2000 },
  policies: { releaseLapsesAfter: 20, objectionDays: 2, expiresAfter: 20, nudgeAfter: 2, escalateAfter: 5, approvers: noApprovers, mayOverride: 'run-checks', overridable: ['recipient-contact', 'requester-contact', 'licence-standing', 'previous-requests', 'key-owner', 'signed-agreement', 'ssh-key', 'possession', 'customer-success-told', 'form-sent', 'form-announced', 'encryption-key'], vendorSigners: [], blankForms: [], channels: noChannels, disposal: usualDisposal, retention: { form: 1095, key: 180, addresses: 1095, trail: 3650, directory: 90 } },
  guarded: { proceed: ['Agreement'], 'hand-off': ['With SRE'], 'start-work': ['In progress'], deliver: ['Delivered'], dispose: ['Done'], close: ['Resolved', 'Closed'] },
  task: {
    project: 'SRE',
    issueType: 'Task',
    summary: { 'data-dump': 'Data Dump Request', 'audit-log-dump': 'Audit Log Dump Request', 'offboarding-export': 'Offboarding Export Request' },
    component: 'Tempo for Jira',
    productField: 'Associated product',
    label: 'maintenance',
    priority: 'Highest',
    linkType: 'Relates',
  },
  calendar: { timeZone: 'UTC', workDays: [1, 2, 3, 4, 5], holidays: [], estimate: { from: 5, to: 10 } },
};
