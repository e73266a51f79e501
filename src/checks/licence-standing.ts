/** Decides whether each licence named on the ticket is one that is paid for today. */
import { z } from 'zod';
import { type Finding, type Judged, type Weight, defineCheck } from './check';
import type { Licence } from './evidence';
import { hasNumber, licenceNumber } from './licence-number';

const settings = z.strictObject({
  payingTypes: z.array(z.string().min(1).max(40)).min(1).max(20).default(['COMMERCIAL', 'ACADEMIC']).describe('Licence types that count as paid for, in the licence directory’s words'),
  graceDays: z.int().min(0).max(365).default(30).describe('Days after the end of maintenance during which a lapse is a warning and not a refusal'),
});
type Settings = z.infer<typeof settings>;

const askTheAccount = 'An agent asks whoever looks after the account whether the customer is entitled to a snapshot.';

const findings = {
  'no-number': { says: 'Unknown: the ticket names no licence.', remedy: 'An agent enters the licence number, or asks the customer for it.' },
  'not-a-number': { says: '“{number}” has not the form of a licence number.', remedy: 'An agent asks the customer for the number: E- and three or four groups of three, or SEN- and digits.' },
  'not-found': { says: 'The licence directory has no licence {number}.', remedy: 'An agent compares the number with the customer’s, or brings the licence directory up to date and runs the check again.' },
  ambiguous: { says: 'Unknown: {number} is the number of {count, number} licences: {products}.', remedy: 'An agent asks the customer for the entitlement number of the app itself and enters that.' },
  'in-good-standing': { says: '{number} is paid for until {until}.', remedy: 'Nothing to do.' },
  'end-unknown': { says: '{number} is active, but the directory does not say until when.', remedy: 'An agent looks the licence up in the Marketplace and records until when it is paid.' },
  'type-unknown': { says: 'Unknown: the directory does not say what type of licence {number} is.', remedy: 'An agent brings the licence directory up to date and runs the check again.' },
  'status-unknown': { says: 'Unknown: the directory does not say whether {number} is active.', remedy: 'An agent brings the licence directory up to date and runs the check again.' },
  evaluation: { says: '{number} is an evaluation, not a paid licence.', remedy: askTheAccount },
  'not-paying': { says: '{number} is of the type {type}, which is not one that is paid for.', remedy: askTheAccount },
  ending: { says: '{number} is {status}, and paid for until {until}.', remedy: 'An agent asks the customer whether an offboarding export is what they need, and finishes before that day.' },
  'not-started': { says: '{number} is paid for only from {from}.', remedy: askTheAccount },
  'lapsed-lately': { says: 'Maintenance of {number} ended on {until}, less than {days, plural, one {a day} other {# days}} ago.', remedy: askTheAccount },
  lapsed: { says: 'Maintenance of {number} ended on {until}.', remedy: askTheAccount },
  'not-active': { says: '{number} is {status}.', remedy: askTheAccount },
  sandbox: { says: 'The tenant is a sandbox. Its standing is taken from the production licence {number}.', remedy: 'A second person confirms that the sandbox belongs to this production site.' },
  'sandbox-alone': { says: 'Unknown: the tenant is a sandbox, and {number} is not the licence of its production site.', remedy: 'An agent enters the production site’s licence number beside it.' },
} as const;

type Code = keyof typeof findings;

function standing(number: string, licence: Licence, { payingTypes, graceDays }: Settings, now: Date): Finding<Code>[] {
  const said: Finding<Code>[] = [];
  const say = (code: Code, weight: Weight, params: Finding['params'] = {}): void => void said.push({ code, weight, params: { number, ...params } });
  const today = now.toISOString().slice(0, 10);
  const graceStarts = new Date(now.getTime() - graceDays * 86_400_000).toISOString().slice(0, 10);

  const type = licence.licenseType?.trim().toUpperCase() ?? '';
  if (type === '') say('type-unknown', 'unknown');
  else if (type === 'EVALUATION') say('evaluation', 'fail');
  else if (!payingTypes.some((paying) => paying.trim().toUpperCase() === type)) say('not-paying', 'fail', { type });

  const status = licence.status?.trim().toLowerCase() ?? '';
  const until = licence.maintenanceEnd;
  const lapsed = until !== undefined && until < today;
  if (lapsed) {
    if (until < graceStarts) say('lapsed', 'fail', { until: { day: until } });
    else say('lapsed-lately', 'warn', { until: { day: until }, days: graceDays });
  }
  if (licence.maintenanceStart !== undefined && licence.maintenanceStart > today) say('not-started', 'warn', { from: { day: licence.maintenanceStart } });
  if (status === 'active') {
    if (until === undefined) say('end-unknown', 'warn');
  } else if (status === 'cancelled' || status === 'inactive') {
    // Cancelled says that nothing will be renewed; what was paid for is the customer's to its last day.
    if (status === 'cancelled' && until !== undefined && !lapsed) say('ending', 'warn', { status, until: { day: until } });
    else say('not-active', lapsed && until >= graceStarts ? 'warn' : 'fail', { status });
  } else say('status-unknown', 'unknown');
  if (said.length === 0 && until !== undefined) say('in-good-standing', 'note', { until: { day: until } });
  return said;
}

const shown = (number: string, { product, company, licenseType, status, tier, edition, maintenanceEnd }: Licence): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries({ number, product, company, licenseType, status, tier, edition, maintenanceEnd }).filter((entry): entry is [string, string] => entry[1] !== undefined));

const label = ({ product, productKey, site }: Licence): string => [product ?? productKey ?? '?', site].filter((part) => part !== undefined).join(', ');

export const licenceStanding = defineCheck({
  id: 'licence-standing',
  title: 'Licence is paid for',
  why: 'Snapshots are offered to paying customers. A licence number is also the thread by which contacts and site are found, so a number that fits two licences, or none, must stop the request instead of being guessed at.',
  sources: ['Atlassian Marketplace licence report: licenseType, status, maintenanceEndDate'],
  needs: ['licences'],
  uses: ['tenant', 'tenantMap'],
  settings,
  findings,
  verify({ licences: { asked, found }, tenant, tenantMap }, chosen, now): Judged<Code> {
    if (asked.length === 0) return { findings: [{ code: 'no-number', weight: 'unknown', params: {} }], shows: { licences: [] } };
    const same = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one.toLowerCase() === other?.toLowerCase();
    const record = tenant === undefined ? undefined : tenantMap?.find(({ tenantId }) => same(tenantId, tenant.id));
    const production = record?.productionTenantId === undefined ? undefined : tenantMap?.find(({ tenantId }) => same(tenantId, record.productionTenantId));

    const said: Finding<Code>[] = [];
    const shows: Readonly<Record<string, string>>[] = [];
    for (const number of [...new Set(asked)]) {
      if (licenceNumber(number) === undefined) {
        said.push({ code: 'not-a-number', weight: 'fail', params: { number: number.slice(0, 60) } });
        continue;
      }
      const entries = found.filter((licence) => hasNumber(licence, number));
      const [licence] = entries;
      if (licence === undefined) said.push({ code: 'not-found', weight: 'fail', params: { number } });
      else if (entries.length > 1) said.push({ code: 'ambiguous', weight: 'unknown', params: { number, count: entries.length, products: { list: entries.map(label), join: 'and' } } });
      else {
        said.push(...standing(number, licence, chosen, now));
        shows.push(shown(number, licence));
        if (record?.productionTenantId !== undefined) {
          if (same(licence.cloudId, production?.cloudId)) said.push({ code: 'sandbox', weight: 'warn', params: { number } });
          else said.push({ code: 'sandbox-alone', weight: 'unknown', params: { number } });
        }
      }
    }
    return { findings: said, shows: { licences: shows } };
  },
});
