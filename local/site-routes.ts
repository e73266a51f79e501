// Decides what answers under which address: Jira's REST API, the pages, the frames, and what scripts may ask of the host.
import { Hono } from 'hono';
import type { Site } from './site';
import { notEmulated } from './forge/product-fetch';
import { bridgeRoutes } from './bridge-routes';
import { pages } from './pages/pages';
import { scriptRoutes } from './script-routes';
import { whoAsks } from './who-asks';

const known = new WeakMap<Site, Hono>();

export function siteRoutes(site: Site): Hono {
  const made = known.get(site) ?? makeRoutes(site);
  known.set(site, made);
  return made;
}

const FRAME_PATHS = /^\/(frames\/|local\/(forge\/|tokens\.css|csp-reports))/;

function makeRoutes(site: Site): Hono {
  const routes = new Hono();

  // On the frames' origin there is nothing else to be had without a password: the app's page is as far from the
  // product as on Forge.
  routes.use(async (call, next) => {
    const onFrameOrigin = call.req.header('host') === new URL(site.frameOrigin).host;
    if (onFrameOrigin && !FRAME_PATHS.test(call.req.path) && call.req.header('authorization') === undefined) {
      return notEmulated(`${call.req.path} on the frames’ origin`);
    }
    return next();
  });

  const jira = async (request: Request): Promise<Response> => {
    const asking = whoAsks(request);
    const accountId = asking && site.jira.accountIdOf(asking.email);
    if (accountId === undefined) {
      return Response.json({ message: 'Client must be authenticated to access this resource.', 'status-code': 401 }, { status: 401 });
    }
    const onSite = new Request(new URL(new URL(request.url).pathname + new URL(request.url).search, site.url), request);
    const { pathname } = new URL(request.url);
    const answer = (): Promise<Response> => site.answerJira(onSite, { kind: 'user', accountId });
    return pathname.startsWith('/rest/') ? site.traffic.record('product', { as: 'client', accountId }, onSite, answer) : answer();
  };
  routes.all('/rest/*', (call) => jira(call.req.raw));
  routes.all('/local/jira/*', (call) => jira(call.req.raw));
  routes.get('/frames/*', (call) => site.frames.answer(call.req.path));
  routes.route('/', bridgeRoutes(site));
  routes.route('/', scriptRoutes(site));
  routes.all('/local/*', (call) => notEmulated(`${call.req.method} ${call.req.path}`));
  routes.route('/', pages);
  routes.onError((failure) => {
    console.error(failure);
    return Response.json({ message: failure.message }, { status: 500 });
  });
  return routes;
}
