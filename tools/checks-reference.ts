/** Decides what the reference of the checks says: why each exists, its findings with their remedies, its settings and sources. */
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { type Check, frameFindings, type FindingText } from '../src/checks/check';

type Piece = ReturnType<IntlMessageFormat['getAst']>[number];

/** A template as a person reads it: parameters in ‹›, the alternatives of a choice side by side. */
function readable(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if ('options' in piece) return [...new Set(Object.values(piece.options).map(({ value }) => readable(value)))].join(' / ');
      if (piece.type === 7) return '‹number›';
      if (!('value' in piece)) return '';
      return piece.type === 0 ? piece.value : `‹${piece.value}›`;
    })
    .join('');
}

const cell = (template: string): string => readable(new IntlMessageFormat(template, 'en', undefined, { ignoreTag: true }).getAst()).replaceAll('|', '\\|').replaceAll('\n', ' ');

const findingsTable = (findings: Readonly<Record<string, FindingText>>): string[] => [
  '| code | says | what then |',
  '|---|---|---|',
  ...Object.entries(findings).map(([code, { says, remedy }]) => `| \`${code}\` | ${cell(says)} | ${cell(remedy)} |`),
];

const settingsSchema = z.object({
  properties: z.record(z.string(), z.object({ description: z.string().optional(), default: z.unknown(), enum: z.array(z.unknown()).optional(), type: z.string().optional() })).default({}),
});

function settingsOf(check: Check): string[] {
  const { properties } = settingsSchema.parse(z.toJSONSchema(check.settings, { io: 'input', unrepresentable: 'any' }));
  const rows = Object.entries(properties).map(([name, { description, default: byDefault, enum: choices, type }]) => {
    const values = choices === undefined ? (type ?? '') : choices.map((choice) => `\`${JSON.stringify(choice)}\``).join(', ');
    return `| \`${name}\` | ${values} | \`${JSON.stringify(byDefault)}\` | ${description ?? ''} |`;
  });
  return rows.length === 0 ? ['It has no settings.'] : ['| setting | values | default | decides |', '|---|---|---|---|', ...rows];
}

function section(check: Check): string[] {
  const used = (check.uses ?? []).map((name) => `\`${name}\``).join(', ');
  return [
    `## ${check.title}`,
    '',
    `\`${check.id}\` · needs ${check.needs.map((name) => `\`${name}\``).join(', ')}${used === '' ? '' : ` · uses ${used} where known`}`,
    '',
    check.why,
    '',
    ...findingsTable(check.findings),
    '',
    ...settingsOf(check),
    ...((check.sources ?? []).length === 0 ? [] : ['', 'Sources:', ...(check.sources ?? []).map((source) => `- ${source}`)]),
    '',
  ];
}

export function checksReference(checks: readonly Check[]): string {
  return [
    '# The checks',
    '',
    'Written by `npm run generate` from `src/checks/`; `docs/adding-a-check.md` says how to add one.',
    '',
    'A check turns evidence into a verdict: *pass*, *warn*, *fail* or *unknown*, the heaviest of its findings. Unknown never counts as pass. A finding that only notes something weighs nothing. ‹Words› in angle marks are filled in.',
    '',
    ...checks.map((check) => `- [${check.title}](#${check.title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-')}) (\`${check.id}\`)`),
    '',
    ...checks.flatMap(section),
    '## What any check can say',
    '',
    ...findingsTable(frameFindings),
    '',
  ].join('\n');
}
