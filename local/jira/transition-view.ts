// Shows a transition as the REST API words it.
import { statusView } from './site-view';
import type { Transition } from './workflows';

export const transitionView = (transition: Transition, origin: string): object => ({
  id: transition.id,
  name: transition.name,
  to: statusView(transition.to, origin),
  hasScreen: false,
  isGlobal: transition.type === 'GLOBAL',
  isInitial: false,
  isAvailable: true,
  isConditional: false,
  looped: false,
});
