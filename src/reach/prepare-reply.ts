/** An action that fills in a reply of the rules. It is read and sent by a person, in the panel. */
import { z } from 'zod';
import { prepareFromAfar } from '../actions/reach-request';
import { action } from './answer-action';

export const handler = action(z.object({ reply: z.string().trim().min(1).max(500) }), prepareFromAfar);
