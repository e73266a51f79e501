// Decides what `npm start` shows: a desk with eleven tickets, each raised by its customer, and what those customers could do next.
import { z } from 'zod';
import type { Host } from '../open-host';
import type { Scenario } from '../scenario';
import { customers } from './customers';
import { customerTickets, type Act, type CustomerTicket } from './customer-tickets';
import { importDirectory, vendorsDirectory } from './directory';
import { keyThatEndsSoon } from './key-that-ends-soon';
import { seedManyRequests } from './many-requests';
import { attachFile, fileNamed, raiseRequest, readComments, writeComment } from './portal';
import { openCode } from './sealed-code';

const ANY_AGENT = 'agent@example.com';

const requests = z.object({
  values: z.array(z.object({ issueKey: z.string(), requestFieldValues: z.array(z.object({ fieldId: z.string(), value: z.unknown() })) })),
});

function accountOf(host: Host, email: string): string {
  const accountId = host.jira.accountIdOf(email);
  if (accountId === undefined) throw new Error(`Nobody has the address ${email}.`);
  return accountId;
}

async function raise(host: Host, { reporter, requestType, summary, description, fields = {}, participants = [], attaches }: CustomerTicket): Promise<void> {
  const customer = host.as(reporter);
  const accounts = participants.map((email) => accountOf(host, email));
  const issueKey = await raiseRequest(customer, { requestType, summary, description, fields, participants: accounts });
  if (attaches === undefined) return;
  await host.settled();
  await attachFile(customer, issueKey, fileNamed(attaches));
}

/** A ticket is known again by its summary: its key is the site's to give, and the host may have been started anew. */
async function raisedTickets(host: Host): Promise<{ ticket: CustomerTicket; issueKey: string }[]> {
  const { body } = await host.as(ANY_AGENT).send('GET', '/rest/servicedeskapi/request?requestOwnership=ALL_REQUESTS&requestStatus=ALL_REQUESTS&limit=100');
  const { values } = requests.parse(body);
  const bySummary = new Map(values.map(({ issueKey, requestFieldValues }) => [requestFieldValues.find(({ fieldId }) => fieldId === 'summary')?.value, issueKey]));
  return customerTickets.flatMap((ticket) => {
    const issueKey = bySummary.get(ticket.summary);
    return issueKey === undefined ? [] : [{ ticket, issueKey }];
  });
}

async function carryOut(host: Host, issueKey: string, act: Act): Promise<void> {
  const customer = host.as(act.who);
  if ('writes' in act) return writeComment(customer, issueKey, act.writes);
  if ('opensCodeWith' in act) return writeComment(customer, issueKey, `The code is ${await openCode(await readComments(customer, issueKey), act.opensCodeWith)}.`);
  if ('attaches' in act) return attachFile(customer, issueKey, fileNamed(act.attaches));
  const owner = { name: host.jira.person(accountOf(host, act.who))?.displayName ?? act.who, email: act.who };
  return attachFile(customer, issueKey, await keyThatEndsSoon(act.attachesKeyThatEndsSoon, owner, host.clock.now()));
}

export const emptyDesk: Scenario = {
  seed: async (host) => {
    for (const customer of customers) host.jira.seeding.customer(customer);
    await importDirectory(host, vendorsDirectory());
  },
  tickets: async () => [],
  customerActs: async () => [],
};

export const defaultDesk: Scenario = {
  seed: async (host, requests) => {
    if (requests !== undefined) return seedManyRequests(host, requests);
    await emptyDesk.seed(host);
    for (const ticket of customerTickets) await raise(host, ticket);
  },
  tickets: async (host) => (await raisedTickets(host)).map(({ issueKey, ticket: { name, shows } }) => ({ name, issueKey, shows })),
  customerActs: async (host, issueKey) => {
    const raised = (await raisedTickets(host)).find((one) => one.issueKey === issueKey);
    return (raised?.ticket.acts ?? []).map((act) => ({ id: `${issueKey}:${act.id}`, label: act.label, who: act.who, act: () => carryOut(host, issueKey, act) }));
  },
};
