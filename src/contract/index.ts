/** Decides every question that a screen may ask and the shape of every answer; types only. */
export type { Message, Parameter } from '../checks/message';
export type { EndingByHand } from '../procedure/ending';
export type { DeskCounts } from '../procedure/desk-counts';
export type { DeskAsk } from '../procedure/desk-query';
export type { DisposalProfile, FactName, FactValues, FileRole, GateName, Kind, Permission } from '../procedure/request';
export type { Rules, RulesProblem, Step } from '../procedure/rules';
export type { Difference } from '../procedure/rules-difference';
export type { ReviewedDifference } from '../procedure/rules-review';
export type * from './answer';
export type * from './desk';
export type * from './disposal';
export type * from './gate-config';
export type * from './portal';
export type * from './purges';
export type * from './settings';
export type * from './sre-panel';
export type * from './ticket-panel';
