/** Decides how rules travel as one file: JSON that people can read and compare, refused with the line that is at fault. */
import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Message } from '../checks/message';
import type { Rules } from './rules';
import { readRules } from './rules-problems';

/** The schema that this version of the app writes. */
const currentSchema = 1;

/** From each earlier schema to the next one. Schema 1 is the first, so that nothing has to be migrated yet. */
const migrations: Readonly<Record<number, (given: unknown) => unknown>> = {};

/** Far above any set of rules, and below what one row of storage takes. */
export const mostBytes = 200_000;
/** JSON nests as deep as the rules do; what goes deeper is made to exhaust whoever reads it. */
const mostDepth = 40;

/** `line` and `column` count from 1, as editors do. */
export type FileProblem = { readonly line: number; readonly column: number; readonly says: Message };
export type RulesFile = { readonly rules: Rules } | { readonly problems: readonly FileProblem[] };

export const writeRulesFile = (rules: Rules): string => `${JSON.stringify({ ...rules, v: currentSchema }, null, 2)}\n`;

function placeIn(text: string, offset: number): Pick<FileProblem, 'line' | 'column'> {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const say = (code: string, params: Message['params'] = {}): Message => ({ code, params });

/** A name that stands twice in an object: readers would take different ones for the value. */
function namesTwice({ type, children = [] }: Node): readonly { readonly offset: number; readonly name: string }[] {
  const own = type === 'object' ? children.flatMap(({ children: [key] = [] }) => (key ? [{ offset: key.offset, name: String(key.value) }] : [])) : [];
  return [...own.filter(({ name }, at) => own.findIndex((one) => one.name === name) < at), ...children.flatMap(namesTwice)];
}

/** The deepest nesting, strings left out, so that a parser that calls itself is never let in too deep. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function migrated(given: unknown, schema: number): unknown {
  let value = given;
  for (let from = schema; from < currentSchema; from += 1) value = migrations[from]?.(value);
  return value;
}

const nodeOf = (root: Node, path: readonly (string | number)[]): Node => {
  const node = findNodeAtLocation(root, [...path]);
  // What is missing has no place of its own: the part that lacks it is shown.
  return node ?? (path.length === 0 ? root : nodeOf(root, path.slice(0, -1)));
};

/** Reads an exported file; whatever could not be published names its line. */
export function readRulesFile(text: string): RulesFile {
  const whole = text.replace(/^\uFEFF/, '');
  const at = (offset: number, says: Message): RulesFile => ({ problems: [{ ...placeIn(whole, offset), says }] });
  if (new TextEncoder().encode(whole).length > mostBytes) return at(0, say('rules-file.too-large', { kilobytes: mostBytes / 1000 }));
  if (depthOf(whole) > mostDepth) return at(0, say('rules-file.too-deep'));
  const errors: ParseError[] = [];
  const root = parseTree(whole, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [error] = errors;
  if (error || !root) return at(error?.offset ?? 0, say('rules-file.not-json'));
  const [twice] = namesTwice(root);
  if (twice) return at(twice.offset, say('rules-file.name-twice', { name: twice.name }));
  const given: unknown = JSON.parse(whole);
  const schema: unknown = typeof given === 'object' && given !== null && 'v' in given ? given.v : undefined;
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) return at(root.offset, say('rules-file.no-schema'));
  if (schema > currentSchema) return at(nodeOf(root, ['v']).offset, say('rules-file.later', { schema, known: currentSchema }));
  const { rules, problems } = readRules(migrated(given, schema));
  if (rules && problems.length === 0) return { rules };
  return { problems: problems.map(({ at: path, says }) => ({ ...placeIn(whole, nodeOf(root, path).offset), says })) };
}
