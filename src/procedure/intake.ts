/** Decides which facts a ticket and the licence directory already tell; what they do not tell is asked for. */
import type { Licence, Person, TenantRecord } from '../checks/evidence';
import { factNames, type Fact, type FactName, type Facts, type FactSource, type FactValues, type Kind } from './request';
import type { Rules } from './rules';

/** A ticket as far as intake reads it. `fields` are by the Jira field's name, `text` is summary and description. */
export type Ticket = {
  readonly requestType?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly text: string;
  readonly reporter: Person;
};

export type Directory = { readonly licences: readonly Licence[]; readonly tenants: readonly TenantRecord[]; readonly asOf: string };

// A number or host that goes on is another one, perhaps another customer's.
const numberForm = /(?<![\w-])(?:E(?:-[0-9A-Z]{3}){3,4}|SEN-L?\d{1,20})(?!-?\w)/gi;
const siteForm = /(?<![\w.-])([a-z0-9][a-z0-9-]{0,62}\.(?:atlassian\.net|jira\.com))(?![.-]?\w)/i;
const uuidForm = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i;
const addressForm = /[^\s<>,;"()@]{1,64}@[^\s<>,;"()@]{1,253}/;
/** What a person is named in; a longer text is prose, and made to keep a reader of patterns busy. */
const mostOfAPerson = 500;
/** One request that names more is asked which it means; each number is a row in every transaction (KVS takes 25). */
const mostLicences = 10;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const labels: Readonly<Partial<Record<FactName, readonly string[]>>> = {
  recipient: ['recipient', 'recipient of the data', 'send to'],
  country: ['country', 'country of storage'],
  dates: ['dates', 'period', 'date range'],
  data: ['data', 'what data', 'scope'],
  tenant: ['tenant', 'tenant id'],
};

/** Every licence number in a text, in upper case, each once; none where there are more than one request can be about. */
export function licenceNumbersIn(text: string): readonly string[] {
  const numbers = [...new Set((text.match(numberForm) ?? []).map((number) => number.toUpperCase()))];
  return numbers.length <= mostLicences ? numbers : [];
}

function labelled(text: string, fact: FactName): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const [label = '', ...rest] = line.split(':');
    const value = rest.join(':').trim();
    if (value && labels[fact]?.includes(label.trim().replace(/^[-*]\s*/, '').toLowerCase())) return value;
  }
  return undefined;
}

function daysIn(text: string): readonly string[] {
  const found = text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})\b/g);
  return [...found].flatMap(([, year, month, day, ownDay, name, ownYear]) => {
    const spelled = year ? `${year}-${month}-${day}` : `${ownYear}-${String(months.indexOf((name ?? '').toLowerCase()) + 1).padStart(2, '0')}-${(ownDay ?? '').padStart(2, '0')}`;
    const real = new Date(`${spelled}T00:00:00Z`);
    return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(spelled) ? [spelled] : [];
  });
}

function datesIn(text: string): FactValues['dates'] | undefined {
  const days = daysIn(text);
  const [from, to] = days;
  return days.length === 2 && from && to && from <= to ? { from, to } : undefined;
}

function recipientIn(text: string): FactValues['recipient'] | undefined {
  const address = text.length <= mostOfAPerson ? addressForm.exec(text)?.[0] : undefined;
  if (!address?.includes('.', address.indexOf('@'))) return undefined;
  const parts = text.replace(address, ',').split(/[,<>;()]/).map((part) => part.trim()).filter(Boolean);
  const [name, employer] = parts;
  return name && employer ? { name, address, employer } : undefined;
}

/** The tenants that belong to the licences by cloud id or, where the vendor's map says so, by the site named on the ticket. */
function tenantsOf(directory: Directory, site: string | undefined): readonly TenantRecord[] {
  const cloudIds = new Set(directory.licences.flatMap(({ cloudId }) => cloudId ?? []));
  const byCloudId = directory.tenants.filter(({ cloudId }) => cloudId !== undefined && cloudIds.has(cloudId));
  return byCloudId.length > 0 ? byCloudId : directory.tenants.filter((tenant) => tenant.site === site || (site !== undefined && tenant.formerSites.includes(site)));
}

/** Half a letter has no canonical spelling, so nothing that holds one could be approved or put on the trail. */
const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Finds facts; `known` wins wherever a person has already entered or confirmed one. Nothing found is confirmed by this. */
export function findFacts(ticket: Ticket, directory: Directory, rules: Rules, known: Facts, at: { readonly kind?: Kind }): Facts {
  const text = whole(ticket.text);
  const fields = Object.fromEntries(Object.entries(ticket.fields).map(([name, value]) => [name, whole(value)]));
  const found: { [Name in FactName]?: Fact<FactValues[Name]> } = {};
  const put = <Name extends FactName>(name: Name, value: FactValues[Name] | undefined, source: FactSource): void => {
    if (value === undefined || found[name] !== undefined) return;
    Object.assign(found, { [name]: { value, source } satisfies Fact<FactValues[Name]> });
  };
  const fromField = <Name extends FactName>(name: Name, read: (value: string) => FactValues[Name] | undefined): void => {
    for (const field of rules.factFields[name] ?? []) put(name, fields[field] ? read(fields[field]) : undefined, { by: 'field', field });
  };
  const byDirectory: FactSource = { by: 'directory', asOf: directory.asOf };
  const byText: FactSource = { by: 'text' };

  const kind = at.kind ?? rules.requestTypes.find(({ name }) => name === ticket.requestType)?.kind;
  put('kind', kind, { by: 'request-type' });
  fromField('licences', (value) => (licenceNumbersIn(value).length > 0 ? licenceNumbersIn(value) : undefined));
  put('licences', licenceNumbersIn(text).length > 0 ? licenceNumbersIn(text) : undefined, byText);
  fromField('site', (value) => siteForm.exec(value)?.[1]?.toLowerCase());
  put('site', siteForm.exec(text)?.[1]?.toLowerCase(), byText);
  const sites = new Set(directory.licences.flatMap((licence) => licence.site?.toLowerCase() ?? []));
  if (sites.size === 1) put('site', [...sites][0], byDirectory);

  fromField('tenant', (value) => uuidForm.exec(value)?.[0]?.toLowerCase());
  put('tenant', uuidForm.exec(labelled(text, 'tenant') ?? '')?.[0]?.toLowerCase(), byText);
  const tenants = tenantsOf(directory, found.site?.value);
  if (tenants.length === 1) put('tenant', tenants[0]?.tenantId, byDirectory);

  fromField('product', (value) => rules.products.find((product) => product === value));
  const named = rules.products.filter((product) => directory.licences.some((licence) => licence.product?.includes(product)));
  // “Capacity Planner” holds the word “Planner” and is not that product.
  const products = named.filter((product) => !named.some((longer) => longer !== product && longer.includes(product)));
  if (products.length === 1) put('product', products[0], byDirectory);

  put('requester', ticket.reporter.accountId ? ticket.reporter : undefined, { by: 'reporter' });
  fromField('recipient', recipientIn);
  put('recipient', recipientIn(labelled(text, 'recipient') ?? ''), byText);
  fromField('country', (value) => value);
  put('country', labelled(text, 'country'), byText);
  put('dates', datesIn(labelled(text, 'dates') ?? text), byText);
  put('data', labelled(text, 'data'), byText);
  if (kind) put('data', rules.defaultData[kind], { by: 'rules' });

  const kept = Object.fromEntries(factNames.flatMap((name) => (known[name]?.confirmed || known[name]?.source.by === 'hand' ? [[name, known[name]]] : [])));
  return { ...found, ...kept };
}
