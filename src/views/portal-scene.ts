/** Decides what the portal's views are made from: the request and the visitor's relation to it, with no name and no permission of the desk. */
import type { Relation } from '../procedure/relation';
import type { SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';

/** `today` is `YYYY-MM-DD` in the rules' time zone. */
export type PortalScene = { readonly request: SnapshotRequest; readonly rules: Rules; readonly now: Date; readonly today: string; readonly relation: Relation };
