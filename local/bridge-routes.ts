// Answers what the page around a frame asks of the host on the frame's behalf.
import { Hono } from 'hono';
import { z } from 'zod';
import { isRefused, refuse, resolverEvent, type Viewer } from './forge/context';
import { browserScript, browserStyles, tokensCss } from './forge/browser-scripts';
import { invocationFailure, isInvocationFailure } from './forge/invoke';
import type { Site } from './site';
import { whoAsks } from './who-asks';

const place = z.object({
  moduleKey: z.string(),
  issueKey: z.string().optional(),
  projectKey: z.string().optional(),
  entryPoint: z.string().optional(),
  extension: z.record(z.string(), z.unknown()).optional(),
});
const opening = place.extend({ resource: z.string().optional(), context: z.record(z.string(), z.unknown()).optional() });
const invocation = place.extend({ functionKey: z.string(), payload: z.unknown().optional() });

export function viewerOf(site: Site, request: Request): Viewer {
  const asking = whoAsks(request);
  const accountId = asking && site.jira.accountIdOf(asking.email);
  const person = accountId === undefined ? undefined : site.jira.person(accountId);
  if (!person) throw refuse(401, 'nobody is signed in: choose a person, or use basic auth with the password "local"');
  return { accountId: person.accountId, isCustomer: person.accountType === 'customer', timeZone: person.timeZone };
}

/** Refusals of the platform as answers, with what the bridge's promise rejects with as the message. */
export async function answered(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (failure) {
    if (isRefused(failure)) return Response.json({ message: failure.message }, { status: failure.refused.status });
    if (isInvocationFailure(failure)) return Response.json({ code: failure.invocation.code, message: failure.message }, { status: failure.invocation.status });
    if (failure instanceof z.ZodError) return Response.json({ message: z.prettifyError(failure) }, { status: 400 });
    throw failure;
  }
}

async function invokeResolver(site: Site, request: Request): Promise<Response> {
  const { functionKey, payload, ...where } = invocation.parse(await request.json());
  const viewer = viewerOf(site, request);
  const { module, context } = await site.contexts.of(where, viewer);
  const { limits } = site;
  if (!module.resolver) throw refuse(404, `"${module.key}" has no resolver`);
  if (Buffer.byteLength(JSON.stringify({ functionKey, payload })) > limits.invokeRequestBytes) {
    throw invocationFailure('REQUEST_TOO_LARGE', 413, 'the request is larger than 500 KB');
  }
  const answer = await site.invoke({
    functionKey: module.resolver.function,
    moduleKey: module.key,
    event: resolverEvent(functionKey, payload, context),
    accountId: viewer.accountId,
    resolverKey: functionKey,
  });
  if (answer === undefined) return new Response(null, { status: 204 });
  const text = JSON.stringify(answer);
  if (Buffer.byteLength(text) > limits.invokeResponseBytes) throw invocationFailure('RESPONSE_TOO_LARGE', 413, 'the response is larger than 5 MB');
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}

export function bridgeRoutes(site: Site): Hono {
  const routes = new Hono();

  routes.post('/local/invoke', (call) => answered(() => invokeResolver(site, call.req.raw)));

  routes.post('/local/forge/open', (call) =>
    answered(async () => {
      const { resource, context: modal, ...where } = opening.parse(await call.req.json());
      const { module, context } = await site.contexts.of(where, viewerOf(site, call.req.raw));
      const extension = context['extension'] as object;
      return Response.json({
        frame: new URL(site.frames.pathOf(module, where.entryPoint, resource), site.frameOrigin).href,
        title: module.title ?? module.name ?? module.key,
        viewportHeight: resource === undefined ? site.frames.viewportHeight(module) : null,
        context: modal === undefined ? context : { ...context, extension: { ...extension, modal } },
      });
    }));

  routes.all('/local/product/*', (call) =>
    answered(async () => {
      const viewer = viewerOf(site, call.req.raw);
      const url = new URL(call.req.url);
      const target = new URL(url.pathname.replace('/local/product', '') + url.search, site.url);
      const asked = new Request(target, call.req.raw);
      return site.platform.asViewer(viewer.accountId, call.req.header('x-forge-module') ?? '', asked);
    }));

  routes.get('/local/modules', (call) =>
    answered(async () => {
      if (!site.installation.installed()) return Response.json([]);
      const issueKey = call.req.query('issueKey');
      return Response.json(await site.contexts.shown({ issueKey }, viewerOf(site, call.req.raw)));
    }));

  routes.get('/local/forge/host-frame.css', () => new Response(browserStyles(), { headers: { 'content-type': 'text/css; charset=utf-8' } }));
  routes.get('/local/tokens.css', () => new Response(tokensCss(), { headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' } }));
  routes.get('/local/forge/:script{[\\w-]+\\.js}', (call) => {
    const code = browserScript(call.req.param('script').replace(/\.js$/, ''));
    return code === undefined ? call.notFound() : new Response(code, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
  });
  return routes;
}
