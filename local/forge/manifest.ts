// Reads from the app's manifest what the local host must hold the app to.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Permissions } from '@forge/manifest';
import { parse } from 'yaml';
import { z } from 'zod';

const index = z
  .union([
    z.string().transform((attribute) => ({ name: attribute, range: [attribute], partition: undefined })),
    z.object({ name: z.string(), range: z.array(z.string()), partition: z.array(z.string()).optional() }),
  ])
  .transform(({ name, range, partition }) => ({ name, range, partition: partition ?? [] }));

const entity = z.object({
  name: z.string(),
  attributes: z.record(z.string(), z.object({ type: z.enum(['string', 'boolean', 'float', 'integer', 'any']) })),
  indexes: z.array(index).default([]),
});

const display: z.ZodType<DisplayCondition> = z.record(z.string(), z.unknown());

const moduleEntry = z.object({
  key: z.string(),
  title: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  function: z.string().optional(),
  resource: z.string().optional(),
  resolver: z.object({ function: z.string() }).optional(),
  viewportSize: z.string().optional(),
  unlicensedAccess: z.array(z.string()).optional(),
  displayConditions: display.optional(),
  create: z.object({ resource: z.string() }).optional(),
  edit: z.object({ resource: z.string() }).optional(),
  view: z.object({ resource: z.string() }).optional(),
  events: z.array(z.string()).optional(),
  filter: z.object({ ignoreSelf: z.boolean().optional() }).optional(),
  queue: z.string().optional(),
  interval: z.enum(['fiveMinute', 'hour', 'day', 'week']).optional(),
  propertyKey: z.string().optional(),
  values: z.array(z.object({ path: z.string(), type: z.string(), searchAlias: z.string().optional() })).optional(),
  handler: z.string().optional(),
  timeoutSeconds: z.number().optional(),
});

const address = z.union([z.string(), z.object({ address: z.string() }).transform((given) => given.address)]);

const schema = z.object({
  app: z.object({ storage: z.object({ entities: z.array(entity).default([]) }).optional() }),
  permissions: z
    .object({
      scopes: z
        .union([z.array(z.string()), z.record(z.string(), z.unknown()).transform((scopes) => Object.keys(scopes))])
        .default([]),
      external: z
        .object({ fetch: z.object({ backend: z.array(address).default([]) }).optional() })
        .optional(),
    })
    .prefault({}),
  resources: z
    .array(z.object({ key: z.string(), path: z.string(), entry: z.record(z.string(), z.string()).optional() }))
    .default([]),
  modules: z.record(z.string(), z.array(moduleEntry)),
});

export type DisplayCondition = { [condition: string]: unknown };
export type Entity = z.infer<typeof entity>;
export type Module = z.infer<typeof moduleEntry> & { type: string };

export interface Manifest {
  entities: Entity[];
  scopes: string[];
  egress: string[];
  /** As written: FULL validation has seen it before. */
  permissions: Permissions;
  resources: { key: string; path: string; entry?: Record<string, string> | undefined }[];
  modules: Module[];
}

const translated = z.object({ translations: z.object({ resources: z.array(z.object({ key: z.string(), path: z.string() })), fallback: z.object({ default: z.string() }) }) });

/** Strings that the manifest leaves to a language, in its default one: the pages around the app are in English. */
function worded(content: unknown, folder: string): unknown {
  const given = translated.safeParse(content);
  if (!given.success) return content;
  const { resources, fallback } = given.data.translations;
  const path = resources.find(({ key }) => key === fallback.default)?.path;
  if (path === undefined) throw new Error(`the manifest has no translations for its default language ${fallback.default}`);
  const words: unknown = JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const wordFor = (key: string): string => {
    const found = key.split('.').reduce<unknown>((within, name) => (typeof within === 'object' && within !== null ? (within as Record<string, unknown>)[name] : undefined), words);
    if (typeof found !== 'string') throw new Error(`${path} has no words for ${key}`);
    return found;
  };
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    if ('i18n' in value && typeof value.i18n === 'string') return wordFor(value.i18n);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner)]));
  };
  return replaced(content);
}

export const readManifest = (file: string): Manifest => manifestOf(worded(parse(readFileSync(file, 'utf8'), { merge: true }), dirname(file)));

export function manifestOf(content: unknown): Manifest {
  const { app, permissions, resources, modules } = schema.parse(content);
  return {
    entities: app.storage?.entities ?? [],
    scopes: permissions.scopes,
    egress: permissions.external?.fetch?.backend ?? [],
    permissions: (content as { permissions?: Permissions }).permissions ?? {},
    resources,
    modules: Object.entries(modules).flatMap(([type, list]) => list.map((entry) => ({ ...entry, type }))),
  };
}

export const modulesOf = (manifest: Manifest, type: string): Module[] =>
  manifest.modules.filter((module) => module.type === type);

export const moduleOf = (manifest: Manifest, key: string): Module | undefined =>
  manifest.modules.find((module) => module.key === key);

export interface FunctionEntry {
  key: string;
  handler: string;
  timeoutSeconds: number | undefined;
}

export function functionOf(manifest: Manifest, key: string): FunctionEntry {
  const found = modulesOf(manifest, 'function').find((entry) => entry.key === key);
  if (!found?.handler) throw new Error(`the manifest has no function "${key}"`);
  return { key, handler: found.handler, timeoutSeconds: found.timeoutSeconds };
}
