// Answers for the properties that apps keep on an issue, which anybody who may edit the issue can write.
import { announceProperty } from './events';
import { answerJson, answerNothing, del, get, put, type Call, type Route } from './routing';
import { demand, seenIssue } from './issue-access';
import { refuse } from './refusal';
import { touch } from './issue-changes';

const KEY_LIMIT = 255;
const VALUE_LIMIT = 32_768;

export function propertyProblem(key: string, json: string | undefined): string | undefined {
  if (key === '' || key.length > KEY_LIMIT) return `The key of an entity property must have between 1 and ${KEY_LIMIT} characters.`;
  if (json === undefined || json === '') return 'The value of an entity property must be a valid, non-empty JSON.';
  if (json.length > VALUE_LIMIT) return `The value of an entity property may not be longer than ${VALUE_LIMIT} characters.`;
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse(400, 'The value of an entity property must be a valid, non-empty JSON.');
  }
}

async function set(call: Call): Promise<Response> {
  const issue = seenIssue(call);
  demand(call, 'EDIT_ISSUES', issue, 403, 'You do not have permission to edit the issue.');
  const key = call.part('key');
  const text = await call.request.text();
  const problem = propertyProblem(key, text);
  if (problem !== undefined) throw refuse(400, problem);
  const value = parsed(text);
  const known = call.site.store.property(issue.id, key) !== undefined;
  call.site.store.saveProperty(issue.id, key, value);
  touch(call.site, issue.id);
  announceProperty(call.site, call.who, 'set', issue, key);
  return answerNothing(known ? 200 : 201);
}

const missing = (key: string) => refuse(404, `The property with key '${key}' does not exist.`);

function remove(call: Call): Response {
  const issue = seenIssue(call);
  const key = call.part('key');
  // The contract has no 403 here: without the permission the issue is as good as absent.
  demand(call, 'EDIT_ISSUES', issue, 404, 'You do not have permission to edit the issue.');
  if (!call.site.store.property(issue.id, key)) throw missing(key);
  call.site.store.deleteProperty(issue.id, key);
  touch(call.site, issue.id);
  announceProperty(call.site, call.who, 'deleted', issue, key);
  return answerNothing();
}

export const propertyRoutes: Route[] = [
  get('/rest/api/3/issue/:issue/properties', (call) => {
    const issue = seenIssue(call);
    const self = (key: string) => `${call.origin}/rest/api/3/issue/${issue.id}/properties/${encodeURIComponent(key)}`;
    return answerJson(200, { keys: Object.keys(call.site.store.properties(issue.id)).map((key) => ({ key, self: self(key) })) });
  }),
  get('/rest/api/3/issue/:issue/properties/:key', (call) => {
    const key = call.part('key');
    const property = call.site.store.property(seenIssue(call).id, key);
    if (!property) throw missing(key);
    return answerJson(200, { key, value: property.value });
  }),
  put('/rest/api/3/issue/:issue/properties/:key', set),
  del('/rest/api/3/issue/:issue/properties/:key', remove),
];
