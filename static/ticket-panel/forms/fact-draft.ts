/** Decides how a fact is filled in as text, and which value that text makes. */
import type { FactName, FactValues, FactView, Kind, TicketPanelApi } from '../../../src/contract';

export type Draft = Readonly<Record<string, string>>;

/** The text fields of each fact. */
export const fieldsOf = {
  kind: ['kind'],
  data: ['data'],
  dates: ['from', 'to'],
  site: ['site'],
  licences: ['licences'],
  tenant: ['tenant'],
  product: ['product'],
  requester: ['name', 'address'],
  recipient: ['name', 'address', 'employer'],
  country: ['country'],
} as const satisfies Readonly<Record<FactName, readonly string[]>>;

export type FieldName = (typeof fieldsOf)[FactName][number];

const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});

export function draftOf({ fact, value }: FactView): Draft {
  if (fact === 'licences') return { licences: Array.isArray(value) ? value.join('\n') : '' };
  if (typeof value === 'string') return { [fact]: value };
  const given = record(value);
  return Object.fromEntries(fieldsOf[fact].map((field) => [field, typeof given[field] === 'string' ? given[field] : '']));
}

/** A host as people paste it, with scheme, path and capitals, made bare. */
export const bareHost = (text: string): string => text.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/[/?#].*$/, '');

export const licenceNumbers = (text: string): readonly string[] => [...new Set(text.toUpperCase().split(/[\s,;]+/).filter(Boolean))];

export type SetFact = Parameters<TicketPanelApi['facts.set']>[0];

export function factFrom(fact: FactName, draft: Draft, kind: Kind, how: string, was: FactValues['requester'] | undefined): SetFact {
  const text = (name: FieldName): string => (draft[name] ?? '').trim();
  const known = how.trim() === '' ? {} : { how: how.trim() };
  switch (fact) {
    case 'kind':
      return { fact, value: kind, ...known };
    case 'dates':
      return { fact, value: { from: text('from'), to: text('to') }, ...known };
    case 'site':
      return { fact, value: bareHost(text('site')), ...known };
    case 'licences':
      return { fact, value: licenceNumbers(text('licences')), ...known };
    case 'requester':
      // An account stays whose it is only while the address is the one it came with.
      return { fact, value: { ...(was?.address === text('address') ? was : {}), name: text('name'), address: text('address'), addressFrom: 'by-hand' }, ...known };
    case 'recipient':
      return { fact, value: { name: text('name'), address: text('address'), employer: text('employer') }, ...known };
    case 'data':
    case 'tenant':
    case 'product':
    case 'country':
      return { fact, value: text(fact), ...known };
  }
}
