// Reads JQL into a tree of clauses, or says where it cannot be read.
import { refuse } from './refusal';

export type Operand = { kind: 'value'; text: string } | { kind: 'function'; name: string; arguments: string[] } | { kind: 'empty' };

export interface Clause {
  kind: 'clause';
  field: string;
  operator: string;
  operands: Operand[];
}

export type Query = Clause | { kind: 'and' | 'or'; parts: Query[] } | { kind: 'not'; part: Query };

export interface Jql {
  where: Query | undefined;
  orderBy: { field: string; descending: boolean }[];
}

interface Token {
  kind: 'word' | 'string' | 'symbol';
  text: string;
  at: number;
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>(),])|([^\s"'=~<>(),!]+))/gy;
const OPERATORS = ['=', '!=', '~', '!~', '<', '>', '<=', '>='];

const cannot = (what: string, at: number): Error =>
  refuse(400, `Error in the JQL Query: ${what} (line 1, character ${at + 1})`);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    const match = TOKEN.exec(text);
    if (!match) {
      if (text.slice(at).trim() === '') break;
      const quote = /^\s*["']/.test(text.slice(at));
      throw cannot(quote ? `The quoted string '${text.slice(at).trim()}' has not been completed.` : `The character '${text.slice(at).trim().charAt(0)}' is a reserved JQL character. You must enclose it in a string.`, at);
    }
    const [, double, single, symbol, word] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: 'string', text: quoted.replace(/\\(.)/g, '$1'), at });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, at });
    else tokens.push({ kind: 'word', text: word ?? '', at });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

export function parseJql(text: string): Jql {
  const tokens = tokensOf(text);
  let next = 0;
  const peek = (offset = 0): Token | undefined => tokens[next + offset];
  const isWord = (word: string, offset = 0): boolean => peek(offset)?.kind === 'word' && peek(offset)?.text.toLowerCase() === word;
  const isSymbol = (symbol: string, offset = 0): boolean => peek(offset)?.kind === 'symbol' && peek(offset)?.text === symbol;
  const skip = (condition: boolean): boolean => {
    if (condition) next += 1;
    return condition;
  };
  const end = text.length;
  const take = (expected: string): Token => {
    const token = peek();
    if (!token) throw cannot(`Expecting ${expected} before the end of the query.`, end);
    next += 1;
    return token;
  };
  const demandSymbol = (symbol: string): void => {
    const token = peek();
    if (!skip(isSymbol(symbol))) throw cannot(`Expecting '${symbol}' but got '${token?.text ?? 'the end of the query'}'.`, token?.at ?? end);
  };

  const either = (): Query => {
    const parts = [both()];
    while (skip(isWord('or'))) parts.push(both());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
  };
  const both = (): Query => {
    const parts = [negated()];
    while (skip(isWord('and'))) parts.push(negated());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
  };
  const negated = (): Query => {
    if (skip(isWord('not'))) return { kind: 'not', part: negated() };
    if (!skip(isSymbol('('))) return clause();
    const inner = either();
    demandSymbol(')');
    return inner;
  };
  const clause = (): Query => {
    const field = take('a field name');
    if (field.kind === 'symbol') throw cannot(`Expecting a field name but got '${field.text}'.`, field.at);
    const operator = operatorOf();
    return { kind: 'clause', field: field.text, operator, operands: operandsOf(operator) };
  };
  const operatorOf = (): string => {
    const token = take('operator');
    const word = token.text.toLowerCase();
    if (token.kind === 'symbol' && OPERATORS.includes(token.text)) return token.text;
    if (token.kind === 'word' && word === 'in') return 'in';
    if (token.kind === 'word' && word === 'not' && skip(isWord('in'))) return 'not in';
    if (token.kind === 'word' && word === 'is') return skip(isWord('not')) ? 'is not' : 'is';
    if (token.kind === 'word' && (word === 'was' || word === 'changed')) throw refuse(501, `The local Jira does not have the JQL operator '${word}'.`);
    throw cannot(`Expecting operator but got '${token.text}'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.`, token.at);
  };
  const operandsOf = (operator: string): Operand[] => {
    if (operator !== 'in' && operator !== 'not in') return [operand()];
    if (peek()?.kind === 'word' && isSymbol('(', 1)) return [operand()];
    demandSymbol('(');
    const list = [operand()];
    while (skip(isSymbol(','))) list.push(operand());
    demandSymbol(')');
    return list;
  };
  const operand = (): Operand => {
    const token = take('either a value, list or function');
    if (token.kind === 'symbol') throw cannot(`Expecting either a value, list or function but got '${token.text}'.`, token.at);
    if (token.kind === 'word' && ['empty', 'null'].includes(token.text.toLowerCase())) return { kind: 'empty' };
    if (token.kind === 'word' && skip(isSymbol('('))) {
      const list: string[] = [];
      while (!isSymbol(')')) {
        list.push(take('a function argument').text);
        if (!skip(isSymbol(','))) break;
      }
      demandSymbol(')');
      return { kind: 'function', name: token.text, arguments: list };
    }
    return { kind: 'value', text: token.text };
  };

  const where = peek() === undefined || isWord('order') ? undefined : either();
  const orderBy: Jql['orderBy'] = [];
  if (skip(isWord('order'))) {
    if (!skip(isWord('by'))) throw cannot("Expecting 'BY' after 'ORDER'.", peek()?.at ?? end);
    do {
      const field = take('a field name').text;
      const descending = isWord('desc');
      if (descending || isWord('asc')) next += 1;
      orderBy.push({ field, descending });
    } while (skip(isSymbol(',')));
  }
  const left = peek();
  if (left) throw cannot(`Expecting either 'OR' or 'AND' but got '${left.text}'.`, left.at);
  return { where, orderBy };
}
