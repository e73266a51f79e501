/** An action that runs the checks of a request, as the panel's button does. */
import { z } from 'zod';
import { checkFromAfar } from '../actions/reach-request';
import { action } from './answer-action';

export const handler = action(z.unknown(), checkFromAfar);
