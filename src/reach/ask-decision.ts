/** An action that asks for the decision that a request waits for, by a note that names who could take it. */
import { z } from 'zod';
import { askDecision } from '../actions/reach-request';
import { action } from './answer-action';

export const handler = action(z.unknown(), askDecision);
