/** Decides the words of the procedure: an ICU template for every code that it names; a parameter that is itself a code is spelled as that entry. */
import { callMessages } from './calls';
import { deliveryMessages } from './delivery';
import { deskMessages } from './desk';
import { disposalMessages } from './disposal';
import { erasureMessages } from './erasure';
import { gatesMessages } from './gates';
import { lastDayMessages } from './last-day';
import { portalMessages } from './portal';
import { purgeMessages } from './purges';
import { refusalsMessages } from './refusals';
import { requestMessages } from './request';
import { retentionMessages } from './retention';
import { rulesMessages } from './rules';
import { stepsMessages } from './steps';
import { trailMessages } from './trail';
import { turnsMessages } from './turns';

/** Every code of the procedure that a screen or a gate may show. */
export const messages: Readonly<Record<string, string>> = {
  ...callMessages,
  ...deliveryMessages,
  ...deskMessages,
  ...disposalMessages,
  ...erasureMessages,
  ...gatesMessages,
  ...lastDayMessages,
  ...portalMessages,
  ...purgeMessages,
  ...refusalsMessages,
  ...requestMessages,
  ...retentionMessages,
  ...rulesMessages,
  ...stepsMessages,
  ...trailMessages,
  ...turnsMessages,
};
