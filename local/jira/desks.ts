// Finds the service desk that a path names, for those who may see it.
import { holds } from './permissions';
import { PROJECTS, type Project } from './site-plan';
import { refuse } from './refusal';
import type { Call } from './routing';

export function deskAsked(call: Call): Project {
  const project = PROJECTS.find((one) => one.serviceDeskId !== null && [one.serviceDeskId, one.key, one.id].includes(call.part('desk')));
  if (!project) throw refuse(404, 'The service desk does not exist.');
  if (call.who.accountType !== 'customer' && !holds(call.site.store, call.who, 'BROWSE_PROJECTS', { projectId: project.id }))
    throw refuse(403, 'You do not have permission to view this service desk.');
  return project;
}
