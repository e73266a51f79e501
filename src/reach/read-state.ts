/** An action that reads where a request stands: stage, whose turn, what is next, what deviates. */
import { z } from 'zod';
import { readState } from '../actions/reach-request';
import { action } from './answer-action';

export const handler = action(z.unknown(), readState);
