// Decides whether an indexed issue answers a query, after every clause was judged as Jira judges it.
import { issueNamed, maySee } from './issue-access';
import { jqlField, type JqlField } from './jql-fields';
import { refuse } from './refusal';
import { holds } from './permissions';
import type { Clause, Operand, Query } from './jql-parse';
import type { IndexedIssue } from './issue-changes';
import type { Person } from './people';
import type { Site } from './site';

type Test = (indexed: IndexedIssue) => boolean;

const ALLOWED: Record<JqlField['kind'], string[]> = {
  exact: ['=', '!=', 'in', 'not in', 'is', 'is not'],
  key: ['=', '!=', 'in', 'not in', '<', '>', '<=', '>='],
  text: ['~', '!~', 'is', 'is not'],
  number: ['=', '!=', '<', '>', '<=', '>=', 'in', 'not in', 'is', 'is not'],
  date: ['=', '!=', '<', '>', '<=', '>=', 'in', 'not in', 'is', 'is not'],
};

export function testOf(site: Site, who: Person, query: Query): Test {
  if (query.kind === 'clause') return clauseTest(site, who, query);
  if (query.kind === 'not') {
    const inner = testOf(site, who, query.part);
    return (indexed) => !inner(indexed);
  }
  const tests = query.parts.map((part) => testOf(site, who, part));
  return query.kind === 'and' ? (indexed) => tests.every((test) => test(indexed)) : (indexed) => tests.some((test) => test(indexed));
}

function clauseTest(site: Site, who: Person, clause: Clause): Test {
  const field = jqlField(site, clause.field);
  if (!field) throw refuse(400, `Field '${clause.field}' does not exist or you do not have permission to view it.`);
  const { operator } = clause;
  if (!ALLOWED[field.kind].includes(operator)) throw refuse(400, `The operator '${operator}' is not supported by the '${clause.field}' field.`);
  if ((operator === 'is' || operator === 'is not') && clause.operands[0]?.kind !== 'empty')
    throw refuse(400, `The operator '${operator}' can only be used with the values 'EMPTY' and 'NULL'.`);
  const wanted = clause.operands.map((operand) => valueOf(site, who, clause.field, field, operand));
  const has = (indexed: IndexedIssue): boolean => {
    const values = field.values(indexed);
    return wanted.some((one) => (one === undefined || one === 'unresolved' ? values.length === 0 : values.includes(one)));
  };
  switch (operator) {
    case '=':
    case 'in':
    case 'is':
      return has;
    case '!=':
    case 'not in':
      // As in Jira, an empty field does not differ from a value: it has none.
      return (indexed) => field.values(indexed).length > 0 && !has(indexed);
    case 'is not':
      return (indexed) => field.values(indexed).length > 0;
    case '~':
      return (indexed) => field.values(indexed).some((value) => containsText(String(value), String(wanted[0] ?? '')));
    case '!~':
      return (indexed) => !field.values(indexed).some((value) => containsText(String(value), String(wanted[0] ?? '')));
    default: {
      const bound = Number(wanted[0]);
      return (indexed) => field.values(indexed).some((value) => compared(operator, Number(value), bound));
    }
  }
}

const compared = (operator: string, value: number, bound: number): boolean =>
  operator === '<' ? value < bound : operator === '>' ? value > bound : operator === '<=' ? value <= bound : value >= bound;

function valueOf(site: Site, who: Person, name: string, field: JqlField, operand: Operand): string | number | undefined {
  if (operand.kind === 'empty') return undefined;
  if (operand.kind === 'function') return functionValue(site, who, operand.name, operand.arguments);
  const { text } = operand;
  if (field.kind === 'key') {
    const issue = issueNamed(site, text);
    if (!issue || !maySee(site, who, issue)) throw refuse(400, `An issue with key '${text}' does not exist for field '${name}'.`);
    return issue.id;
  }
  if (field.kind === 'date') return dateValue(site, name, text);
  if (field.kind === 'number') {
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) throw refuse(400, `Value '${text}' is invalid for the '${name}' field.`);
    return number;
  }
  const resolved = field.resolve(text);
  const hidden = name.toLowerCase() === 'project' && resolved !== undefined && !holds(site.store, who, 'BROWSE_PROJECTS', { projectId: resolved });
  if (resolved === undefined || hidden) throw refuse(400, `The value '${text}' does not exist for the field '${name}'.`);
  return resolved;
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function dateValue(site: Site, name: string, text: string): number {
  const relative = /^([+-]?)(\d+)([mhdw])$/.exec(text);
  if (relative) {
    const size = Number(relative[2]) * (UNITS[relative[3] ?? 'd'] ?? 0);
    return site.hooks.now().getTime() + (relative[1] === '-' ? -size : size);
  }
  const absolute = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text);
  if (!absolute) throw refuse(400, `Date value '${text}' for field '${name}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`);
  const [year, month, day, hour, minute] = absolute.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, Number.isNaN(hour) ? 0 : hour, Number.isNaN(minute) ? 0 : minute);
}

function functionValue(site: Site, who: Person, name: string, given: string[]): string | number {
  const now = site.hooks.now();
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  switch (name.toLowerCase()) {
    case 'currentuser':
      return who.accountId;
    case 'now':
      return now.getTime();
    case 'startofday':
      return day + shift(given[0]);
    case 'endofday':
      return day + UNITS_DAY - 1 + shift(given[0]);
    default:
      throw refuse(400, `Unable to find JQL function '${name}()'.`);
  }
}

const UNITS_DAY = 86_400_000;

function shift(text: string | undefined): number {
  const match = /^([+-]?)(\d+)([mhdw]?)$/.exec(text ?? '');
  if (!match) return 0;
  const size = Number(match[2]) * (UNITS[match[3] === '' ? 'd' : (match[3] ?? 'd')] ?? 0);
  return match[1] === '-' ? -size : size;
}

const words = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}*]+/u).filter((word) => word !== '');

/** Every word of the query in any order, `*` for any ending; a quoted phrase in its order. */
function containsText(text: string, asked: string): boolean {
  const have = words(text);
  if (/^".*"$/.test(asked)) return have.join(' ').includes(words(asked).join(' '));
  return words(asked).every((word) => (word.endsWith('*') ? have.some((one) => one.startsWith(word.slice(0, -1))) : have.includes(word)));
}
