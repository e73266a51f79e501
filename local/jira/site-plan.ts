// Lays down the two projects: their issue types, statuses, fields, request types and roles.

export interface IssueType {
  id: string;
  name: string;
  description: string;
  workflow: string;
  /** Fields on the create and edit screens, besides those that every issue has. */
  screen: string[];
}

export interface RequestType {
  id: string;
  name: string;
  description: string;
  issueTypeId: string;
  fields: { id: string; required: boolean }[];
}

export interface Project {
  id: string;
  key: string;
  name: string;
  typeKey: 'service_desk' | 'software';
  lead: string;
  issueTypes: IssueType[];
  components: { id: string; name: string }[];
  permissionSchemeId: string;
  serviceDeskId: string | null;
  requestTypes: RequestType[];
  firstNumber: number;
}

export interface Status {
  id: string;
  name: string;
  category: 'new' | 'indeterminate' | 'done';
}

export interface CustomField {
  id: string;
  name: string;
  kind: 'text' | 'url' | 'option' | 'request-type' | 'participants' | 'organizations';
  options: { id: string; value: string }[];
  schema: { type: string; items?: string; custom: string; customId: number };
}

const custom = (number: number, name: string, kind: CustomField['kind'], schema: [type: string, custom: string, items?: string], options: string[] = []): CustomField => ({
  id: `customfield_${number}`,
  name,
  kind,
  options: options.map((value, at) => ({ id: String(number * 10 + at), value })),
  schema: { type: schema[0], custom: schema[1], customId: number, ...(schema[2] ? { items: schema[2] } : {}) },
});
const PLAIN = 'com.atlassian.jira.plugin.system.customfieldtypes';

export const REQUEST_TYPE_FIELD = 'customfield_10010';
export const PARTICIPANTS_FIELD = 'customfield_10011';
export const ORGANIZATIONS_FIELD = 'customfield_10012';

export const CUSTOM_FIELDS: CustomField[] = [
  custom(10010, 'Request Type', 'request-type', ['sd-customerrequesttype', 'com.atlassian.servicedesk:vp-origin']),
  custom(10011, 'Request participants', 'participants', ['array', 'com.atlassian.servicedesk:sd-request-participants', 'user']),
  custom(10012, 'Organizations', 'organizations', ['array', 'com.atlassian.servicedesk:sd-customer-organizations', 'sd-customerorganization']),
  custom(10101, 'SEN', 'text', ['string', `${PLAIN}:textfield`]),
  custom(10102, 'Site URL', 'url', ['string', `${PLAIN}:url`]),
  custom(10103, 'Tenant ID', 'text', ['string', `${PLAIN}:textfield`]),
  custom(10104, 'Product', 'option', ['option', `${PLAIN}:select`], ['Timesheets', 'Planner', 'Capacity Planner']),
  custom(10105, 'Edition', 'option', ['option', `${PLAIN}:select`], ['Standard', 'Advanced', 'Enterprise']),
  custom(10106, 'Contact email', 'text', ['string', `${PLAIN}:textfield`]),
  custom(10201, 'Associated product', 'option', ['option', `${PLAIN}:select`], ['Timesheets', 'Planner', 'Capacity Planner']),
];

export const STATUSES: Status[] = [
  { id: '10100', name: 'Open', category: 'new' },
  { id: '10101', name: 'Agreement', category: 'indeterminate' },
  { id: '10102', name: 'With SRE', category: 'indeterminate' },
  { id: '10103', name: 'Waiting for customer', category: 'indeterminate' },
  { id: '10104', name: 'Resolved', category: 'done' },
  { id: '10105', name: 'Closed', category: 'done' },
  { id: '10200', name: 'To do', category: 'new' },
  { id: '10201', name: 'In progress', category: 'indeterminate' },
  { id: '10202', name: 'Delivered', category: 'indeterminate' },
  { id: '10203', name: 'Done', category: 'done' },
];

const ASKED = ['customfield_10101', 'customfield_10102', 'customfield_10103', 'customfield_10104', 'customfield_10105', 'customfield_10106'];
const PORTAL = [REQUEST_TYPE_FIELD, PARTICIPANTS_FIELD, ORGANIZATIONS_FIELD];
const snapshotFields = [
  { id: 'summary', required: true },
  { id: 'description', required: true },
  { id: 'customfield_10102', required: true },
  { id: 'customfield_10101', required: false },
  { id: 'customfield_10103', required: false },
  { id: 'customfield_10104', required: false },
  { id: 'attachment', required: false },
];

export const PROJECTS: Project[] = [
  {
    id: '10000',
    key: 'SUP',
    name: 'Customer support',
    typeKey: 'service_desk',
    lead: 'lead@example.com',
    issueTypes: [
      { id: '10010', name: 'Service request', description: 'A request that support carries out for a customer', workflow: 'Customer data requests', screen: [...PORTAL, ...ASKED] },
      { id: '10011', name: 'Question', description: 'A question that support answers', workflow: 'Support questions', screen: [...PORTAL, ...ASKED] },
    ],
    components: [],
    permissionSchemeId: '10001',
    serviceDeskId: '1',
    requestTypes: [
      { id: '31', name: 'Data snapshot', description: 'A copy of everything that our product keeps for your site', issueTypeId: '10010', fields: snapshotFields },
      { id: '32', name: 'Audit log export', description: 'Who did what on your site, for the dates that you name', issueTypeId: '10010', fields: snapshotFields },
      { id: '33', name: 'Offboarding export', description: 'Your data, before you leave us', issueTypeId: '10010', fields: snapshotFields },
      { id: '34', name: 'General question', description: 'Anything else', issueTypeId: '10011', fields: snapshotFields.filter((field) => !field.id.startsWith('custom')) },
    ],
    firstNumber: 2401,
  },
  {
    id: '10001',
    key: 'SRE',
    name: 'Site reliability',
    typeKey: 'software',
    lead: 'sre@example.com',
    issueTypes: [{ id: '10020', name: 'Task', description: 'A piece of work', workflow: 'SRE tasks', screen: ['components', 'customfield_10201'] }],
    components: [
      { id: '10301', name: 'Tempo for Jira' },
      { id: '10302', name: 'Platform' },
    ],
    permissionSchemeId: '10002',
    serviceDeskId: null,
    requestTypes: [],
    firstNumber: 1180,
  },
];

export const PRIORITIES = [
  { id: '1', name: 'Highest', statusColor: '#d04437', description: 'This problem will block progress.' },
  { id: '2', name: 'High', statusColor: '#f15C75', description: 'Serious problem that could block progress.' },
  { id: '3', name: 'Medium', statusColor: '#f79232', description: 'Has the potential to affect progress.' },
  { id: '4', name: 'Low', statusColor: '#707070', description: 'Minor problem or easily worked around.' },
  { id: '5', name: 'Lowest', statusColor: '#999999', description: 'Trivial problem with little or no impact.' },
];
export const DEFAULT_PRIORITY = '3';
export const RESOLUTION = { id: '10000', name: 'Done', description: 'Work has been completed on this issue.' };

export const LINK_TYPES = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

export const ROLES = [
  { id: 10002, name: 'Administrators', description: 'People who administer the project' },
  { id: 10003, name: 'Service Desk Team', description: 'Agents who work on requests' },
  { id: 10004, name: 'Developers', description: 'People who work in the project' },
  { id: 10005, name: 'Viewers', description: 'People who may look' },
  { id: 10006, name: 'Service Desk Customers', description: 'People who raise requests in the portal' },
  { id: 10007, name: 'atlassian-addons-project-access', description: 'Apps that were given access to the project' },
];

export interface RoleActors {
  groups: string[];
  users: string[];
}

/** Who is in which role, by project id and role id, when the site is new. */
export const FIRST_ROLE_ACTORS: Record<string, Record<number, RoleActors>> = {
  '10000': {
    10002: { groups: ['site-admins', 'support-leads'], users: [] },
    10003: { groups: ['support-agents', 'site-admins'], users: [] },
    10007: { groups: ['atlassian-addons'], users: [] },
  },
  '10001': {
    10002: { groups: ['site-admins'], users: [] },
    10004: { groups: ['sre-team', 'site-admins'], users: [] },
    10005: { groups: ['support-agents'], users: [] },
    10007: { groups: ['atlassian-addons'], users: [] },
  },
};

export const projectById = (id: string): Project | undefined => PROJECTS.find((project) => project.id === id);
export const projectNamed = (idOrKey: string): Project | undefined =>
  PROJECTS.find((project) => project.id === idOrKey || project.key.toLowerCase() === idOrKey.toLowerCase());
export const issueTypeById = (id: string): IssueType | undefined =>
  PROJECTS.flatMap((project) => project.issueTypes).find((type) => type.id === id);
export const statusById = (id: string): Status | undefined => STATUSES.find((status) => status.id === id);
export const priorityById = (id: string) => PRIORITIES.find((priority) => priority.id === id);
export const customFieldById = (id: string): CustomField | undefined => CUSTOM_FIELDS.find((field) => field.id === id);
export const requestTypeById = (id: string): RequestType | undefined =>
  PROJECTS.flatMap((project) => project.requestTypes).find((type) => type.id === id);
