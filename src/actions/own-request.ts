/** Decides whether the asking customer has a request at all: only what Jira shows to them themselves. */
export { readOwnRequest as ownRequest, type OwnRequest } from '../jira/portal';
