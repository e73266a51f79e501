/** Answers the question of a gate's configuration: what it will demand. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { describeGate } from '../actions/describe-gate';
import type { GateConfigApi } from '../contract';

const input = z.strictObject({ gate: z.enum(['proceed', 'hand-off', 'start-work', 'deliver', 'dispose', 'close']) });
/** The workflow editor names no project where a workflow serves several; the rules that the app brings are shown then. */
const place = z.object({ extension: z.object({ project: z.object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string().optional() }) }) });

export const handler = makeResolver<GateConfigApi>({
  'gate.describe': async ({ payload, context }) => {
    const parsed = input.safeParse(payload);
    if (!parsed.success) return { ok: false, refusal: { code: 'bad-input', params: { field: 'gate' } } };
    const asked = place.safeParse(context);
    if (!asked.success) return { ok: true, value: await describeGate('0', parsed.data.gate) };
    const { id, key = id } = asked.data.extension.project;
    return { ok: true, value: { ...(await describeGate(id, parsed.data.gate)), project: key } };
  },
});
