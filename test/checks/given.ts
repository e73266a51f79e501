// Gives tests their evidence, a fixed day, and the words of a verdict as a reader would see them.
import { IntlMessageFormat } from 'intl-messageformat';
import { type Check, frameFindings, type Verdict } from '../../src/checks/check';
import type { Gathered, Person, TenantRecord } from '../../src/checks/evidence';
import type { Parameter } from '../../src/checks/message';

export const now = new Date('2026-11-19T10:00:00Z');

export const known = <T>(value: T): Gathered<T> => ({ state: 'known', value, at: now.toISOString(), from: 'test' });

export { lookup, northwind } from '../../tools/compare/northwind';

export const northwindTenant: TenantRecord = { tenantId: '7f3c9a52-4b1e', site: 'northwind.atlassian.net', formerSites: ['nw-time.atlassian.net'], cloudId: 'c0ffee00-1111' };

export const person = (address: string, more: Partial<Person> = {}): Person => ({ accountId: 'a-1', address, addressFrom: 'account', ...more });

const spelled = (parameter: Parameter): string | number => {
  if (typeof parameter !== 'object') return parameter;
  if ('day' in parameter) return parameter.day;
  return 'moment' in parameter ? parameter.moment : parameter.list.join(` ${parameter.join} `);
};

/** Every sentence of a verdict. Throws where a template asks for a parameter that the finding does not give. */
export function sentences(check: Check, verdict: Verdict): string[] {
  const texts: Readonly<Record<string, { readonly says: string; readonly remedy: string }>> = { ...frameFindings, ...check.findings };
  return verdict.findings.flatMap(({ code, params }) => {
    const text = texts[code];
    if (text === undefined) throw new Error(`${check.id} has no words for ${code}`);
    const values = Object.fromEntries(Object.entries(params).map(([name, parameter]) => [name, spelled(parameter)]));
    return [text.says, text.remedy].map((template) => String(new IntlMessageFormat(template, 'en', undefined, { ignoreTag: true }).format(values)));
  });
}
