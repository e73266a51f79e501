/** Decides what a form for the settings of a check must offer, read from the schema that the check itself goes by. */
import { z } from 'zod';
import { checks } from '../checks/index';

const property = z.object({
  type: z.string(),
  description: z.string().default(''),
  default: z.unknown(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const described = z.object({ properties: z.record(z.string(), property).default({}) });

export type Shape = { readonly name: string; readonly about: string; readonly kind: 'choice' | 'number' | 'lines'; readonly options?: readonly string[]; readonly usual: unknown; readonly least?: number; readonly most?: number };

function shapeOf([name, { type, description, default: usual, enum: options, minimum, maximum }]: [string, z.infer<typeof property>]): Shape {
  const about = { name, about: description, usual };
  if (options) return { ...about, kind: 'choice', options };
  if (type === 'array') return { ...about, kind: 'lines' };
  return { ...about, kind: 'number', ...(minimum !== undefined && { least: minimum }), ...(maximum !== undefined && { most: maximum }) };
}

/** What a check can be set to, in the order of its schema. */
export const settingsOf = (schema: z.ZodType): readonly Shape[] => Object.entries(described.parse(z.toJSONSchema(schema, { io: 'output' })).properties).map(shapeOf);

/** Every check that a step can ask for, with its settings in the order of its schema. */
export function checkShapes(): readonly { readonly id: string; readonly title: string; readonly settings: readonly Shape[] }[] {
  // A sealed file is judged when it is delivered, and is no step of its own.
  return checks.filter(({ needs }) => !needs.includes('sealedHead')).map(({ id, title, settings }) => ({ id, title, settings: settingsOf(settings) }));
}
