/** Decides what the screens of disposal show in tests: Northwind's tenant beside those alike, at each standing that asks somebody for something. */
import type { DisposalPrepared, DisposalReview, DisposalView, TenantColumn } from '../../src/contract';
import { m } from './fixtures';

export const target = '7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4';

const column = (tenantId: string, name: string, standing: TenantColumn['standing'], more: Partial<TenantColumn> = {}): TenantColumn => ({
  tenantId,
  name,
  site: `${name}.atlassian.net`,
  meant: false,
  licences: [m('E-1A2-B3C-D4E-5F6')],
  standing,
  lastActivity: m('29 Dec 2026'),
  users: m('214'),
  copy: m('Never asked for'),
  ...more,
});

const ended = { text: { code: 'tenant.standing.ended-until', params: { kind: 'paid', until: { day: '2026-12-31' } } }, active: false } as const;
const active = { text: { code: 'tenant.standing.active-until', params: { kind: 'paid', until: { day: '2027-06-30' } } }, active: true } as const;

export const tenants: readonly TenantColumn[] = [
  column(target, 'northwind', [ended], { meant: true }),
  column('91be04d7-6a2f-4c35-8d19-c07a5be3f2d8', 'northwind-eu', [active]),
  column('2ea6b71c-d953-48f0-b1e4-7c80a9f5d316', 'nwtraders', [], { licences: [m('None')] }),
];

const wait = [
  { on: m('Today, 11 Jan'), what: m('Asked for'), state: 'now' },
  { on: m('By 18 Jan'), what: m('Decided'), state: 'to-come' },
  { on: m('10 Feb'), what: m('Purged'), state: 'end' },
] as const satisfies DisposalView['wait'];

const bar = { code: 'disposal.bar.licence-active', params: { licences: { list: ['E-1A2-B3C-D4E-5F6'], join: 'and' } } } as const;

export const prepared: DisposalPrepared = {
  profile: 'tenant-systems',
  site: 'northwind.atlassian.net',
  name: 'northwind',
  tenants,
  age: m('Licence directory, 6 min old'),
  systems: ['Production database', 'Search index'],
  wait,
  waitsUntil: '2027-02-10',
  deciders: [{ accountId: 'helen', name: 'Helen Ström' }],
  seal: 'a'.repeat(64),
  bars: [],
};
export const barred: DisposalPrepared = { ...prepared, bars: [bar] };

export const review: DisposalReview = {
  tenants,
  age: prepared.age,
  seal: prepared.seal,
  changed: [{ label: { code: 'tenant.changed.users', params: { name: 'northwind' } }, was: m('214'), now: m('215') }],
  bars: [],
};
export const barredReview: DisposalReview = { ...review, bars: [bar] };

export const waiting: DisposalView = {
  disposal: 1,
  profile: 'tenant-systems',
  standing: 'waiting',
  title: m('Disposal of the tenant’s systems, northwind.atlassian.net'),
  lozenge: { text: m('Waiting'), tone: 'neutral' },
  line: m('Approved. Nothing is deleted before 10 Feb.'),
  site: 'northwind.atlassian.net',
  tenantId: target,
  systems: prepared.systems,
  reason: 'The contract has ended',
  facts: [{ label: m('Asked for by'), value: m('Tomasz Zieliński, 11 Jan'), small: 'The contract has ended' }],
  wait,
  acts: ['hold', 'cancel'],
  notice: 'before',
  waitsUntil: '2027-02-10',
  restorableFrom: '2027-03-12',
};
export const inError: DisposalView = { ...waiting, standing: 'in-error', acts: ['sweep', 'restore'], runbook: { title: m('If the wrong data was purged'), steps: [m('Stop.'), m('Restore.')] } };
export const cancelled: DisposalView = { ...waiting, standing: 'cancelled', acts: [] };
