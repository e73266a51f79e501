// Answers what scripts and the start page may ask of the host itself: who, when, what went over the wire, what shall fail.
import { Hono } from 'hono';
import { z } from 'zod';
import { answered, viewerOf } from './bridge-routes';
import { refuse } from './forge/context';
import { faultRequest } from './forge/faults';
import { site as forgeSite } from './forge/installation';
import { moduleOf, modulesOf } from './forge/manifest';
import type { CustomerAct } from './scenario';
import type { Site } from './site';
import { sessionCookie, whoAsks } from './who-asks';

const clockMove = z.union([
  z.strictObject({ now: z.string() }),
  z.strictObject({ advanceDays: z.number().optional(), advanceHours: z.number().optional(), advanceMinutes: z.number().optional() }),
]);

async function actsOn(site: Site, issueKey: string): Promise<CustomerAct[]> {
  return site.scenario ? site.scenario.customerActs(site, issueKey) : [];
}

export function scriptRoutes(site: Site): Hono {
  const routes = new Hono();
  const signedIn = (request: Request): void => void viewerOf(site, request);

  const people = (): object[] => site.jira.people().map((person) => ({
    accountId: person.accountId, accountType: person.accountType, displayName: person.displayName, emailAddress: person.email ?? '',
  }));
  routes.get('/local/session', (call) => {
    const email = whoAsks(call.req.raw)?.email;
    const person = people().find((one) => (one as { emailAddress: string }).emailAddress === email) ?? null;
    return call.json({ person, people: people(), now: site.clock.now().toISOString() });
  });
  routes.post('/local/session', (call) =>
    answered(async () => {
      const { email } = z.object({ email: z.string() }).parse(await call.req.json());
      if (site.jira.accountIdOf(email) === undefined) throw refuse(404, `nobody on this site has the address ${email}`);
      return new Response(null, { status: 204, headers: { 'set-cookie': sessionCookie(email) } });
    }));

  routes.post('/local/clock', (call) =>
    answered(async () => {
      signedIn(call.req.raw);
      const move = clockMove.parse(await call.req.json());
      if ('now' in move && Number.isNaN(Date.parse(move.now))) throw refuse(400, `"${move.now}" is not a date and time`);
      const now = 'now' in move
        ? await site.clock.set(move.now)
        : await site.clock.advance({ days: move.advanceDays ?? 0, hours: move.advanceHours ?? 0, minutes: move.advanceMinutes ?? 0 });
      return Response.json({ now: now.toISOString() });
    }));
  routes.get('/local/clock', (call) => call.json({ now: site.clock.now().toISOString(), moves: site.clock.moves() }));

  routes.post('/local/validate-gate', (call) =>
    answered(async () => {
      signedIn(call.req.raw);
      const { issueKey, transition } = z.object({ issueKey: z.string(), transition: z.string() }).parse(await call.req.json());
      const { known, refusal } = await site.jira.askValidators(issueKey, transition);
      if (!known) throw refuse(404, `${issueKey} has no transition "${transition}" from where it stands`);
      return Response.json(refusal === undefined ? { result: true } : { result: false, errorMessage: refusal });
    }));

  // What a rule of Jira Automation or a Rovo agent does: the action's inputs, for whoever is signed in.
  routes.post('/local/invoke-action', (call) =>
    answered(async () => {
      const { accountId } = viewerOf(site, call.req.raw);
      const { action, inputs } = z.object({ action: z.string(), inputs: z.record(z.string(), z.unknown()).default({}) }).parse(await call.req.json());
      const module = moduleOf(site.manifest, action);
      if (module?.type !== 'action' || module.function === undefined) throw refuse(404, `the app has no action "${action}"; it has ${modulesOf(site.manifest, 'action').map(({ key }) => key).join(', ')}`);
      const event = { ...inputs, context: { cloudId: forgeSite.cloudId, moduleKey: action } };
      return Response.json(await site.invoke({ functionKey: module.function, moduleKey: action, event, accountId, resolverKey: action }));
    }));

  routes.get('/local/traffic.har', (call) => call.json(site.traffic.har(call.req.query('callers') === 'all')));
  routes.get('/local/cost', (call) => call.json(site.traffic.costs()));
  routes.delete('/local/cost', (call) => {
    site.traffic.clear();
    return call.body(null, 204);
  });
  routes.get('/local/failures', (call) => call.json(site.failures));
  routes.get('/local/queue', (call) => call.json(site.queue.waiting()));
  routes.post('/local/csp-reports', async (call) => {
    site.cspReports.push(await call.req.json());
    return call.body(null, 204);
  });
  routes.get('/local/csp-reports', (call) => call.json(site.cspReports));
  routes.post('/local/settle', async (call) => {
    await site.settled();
    return call.body(null, 204);
  });

  routes.post('/local/lag', (call) =>
    answered(async () => {
      signedIn(call.req.raw);
      const asked = z.strictObject({ jiraMs: z.number().min(0).optional(), kvsMs: z.number().min(0).optional() }).parse(await call.req.json());
      if (asked.jiraMs !== undefined) site.lag.jiraMs = asked.jiraMs;
      if (asked.kvsMs !== undefined) site.lag.kvsMs = asked.kvsMs;
      return Response.json(site.lag);
    }));

  routes.post('/local/faults', (call) =>
    answered(async () => {
      signedIn(call.req.raw);
      const asked = z.union([faultRequest, z.array(faultRequest)]).parse(await call.req.json());
      for (const fault of [asked].flat()) site.faults.add(fault);
      return Response.json(site.faults.list(), { status: 201 });
    }));
  routes.get('/local/faults', (call) => call.json(site.faults.list()));
  routes.delete('/local/faults', (call) => {
    site.faults.clear();
    return call.body(null, 204);
  });

  routes.post('/local/uninstall', (call) =>
    answered(async () => {
      signedIn(call.req.raw);
      site.installation.uninstall();
      site.queue.clear();
      return new Response(null, { status: 204 });
    }));
  for (const path of ['/local/reinstall', '/local/install']) {
    routes.post(path, (call) =>
      answered(async () => {
        const { accountId } = viewerOf(site, call.req.raw);
        site.installation.reinstall();
        site.announce({ type: 'avi:forge:installed:app', payload: { id: site.installation.id(), installerAccountId: accountId }, causedByApp: false, actor: accountId });
        return new Response(null, { status: 204 });
      }));
  }

  routes.get('/local/scenario/tickets', async (call) => call.json(site.scenario ? await site.scenario.tickets(site) : []));
  routes.get('/local/scenario/customer-acts', async (call) => {
    const acts = await actsOn(site, call.req.query('issueKey') ?? '');
    return call.json(acts.map(({ id, label, who }) => ({ id, label, who })));
  });
  routes.post('/local/scenario/customer-acts/:id', (call) =>
    answered(async () => {
      // An act's id begins with the ticket it belongs to: `SUP-1:attach-key`.
      const id = call.req.param('id');
      const found = (await actsOn(site, id.split(':')[0] ?? '')).find((act) => act.id === id);
      if (!found) throw refuse(404, `no customer can do "${id}" now`);
      await found.act();
      return new Response(null, { status: 204 });
    }));
  return routes;
}
