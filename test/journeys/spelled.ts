// Throws where an answer holds a message that a screen could not spell: without words, or without a parameter of theirs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';

const catalogue = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(resolve(__dirname, '../../static/parts/catalogue.en.json'), 'utf8')));
const message = z.strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()), reference: z.string().optional() });
const known = new Map<string, IntlMessageFormat>();

function formatOf(code: string): IntlMessageFormat {
  const kept = known.get(code);
  if (kept) return kept;
  const words = catalogue[code];
  if (words === undefined) throw new Error(`no words for the code ${code}`);
  const fresh = new IntlMessageFormat(words, 'en', undefined, { ignoreTag: true });
  known.set(code, fresh);
  return fresh;
}

/** Days, moments and lists stand for texts: what is looked for is what is missing, not how it reads. */
const spelled = (params: Readonly<Record<string, unknown>>): Record<string, string | number> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]));

export function expectSpelled(answer: unknown): void {
  if (Array.isArray(answer)) {
    for (const one of answer as unknown[]) expectSpelled(one);
    return;
  }
  if (typeof answer !== 'object' || answer === null) return;
  const read = message.safeParse(answer);
  if (!read.success) {
    for (const one of Object.values(answer)) expectSpelled(one);
    return;
  }
  const { code, params } = read.data;
  try {
    formatOf(code).format(spelled(params));
  } catch (error) {
    throw new Error(`a screen could not spell ${code} with ${JSON.stringify(params)}`, { cause: error });
  }
}
