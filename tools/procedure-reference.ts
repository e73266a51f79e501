/** Decides how the procedure's page tables what each gate demands under the rules that a desk starts with. */
import { checks } from '../src/checks';
import type { Condition } from '../src/procedure/conditions';
import type { Rules, Step } from '../src/procedure/rules';
import { gateNames, type GateName } from '../src/procedure/request';

type Texts = Readonly<Record<string, string>>;

const begin = '<!-- Written by npm run generate from src/procedure/default-rules.ts. -->';
const end = '<!-- The end of what is written by npm run generate. -->';

const titleOf = (id: string, texts: Texts): string => texts[`step.${id}.title`] ?? id;

/** What shows that a step is done, where one sentence is enough. */
const shown: Readonly<Record<string, string>> = {
  facts: 'every fact, confirmed by a person',
  answer: 'an answer, yes or no',
  file: 'the file on the ticket',
  reply: 'the reply, sent',
  possession: 'a code, sealed to the key, that comes back',
  task: 'the linked SRE task',
  contacts: 'who was told, and how',
  start: 'the site that production holds, stated by SRE',
  delivery: 'the record of the delivery',
};

function shownBy({ done }: Step, texts: Texts): string {
  switch (done.by) {
    case 'check': {
      const check = checks.find(({ id }) => id === done.check);
      const anchor = check?.title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-') ?? '';
      return `the check [\`${done.check}\`](checks.md#${anchor})`;
    }
    case 'attestation':
      return done.asks === 'link' ? 'a link or a note' : 'a note';
    case 'decision':
      return `the decision “${titleOf(done.decision, texts)}”`;
    default:
      return shown[done.by] ?? done.by;
  }
}

function onlyIf(condition: Condition | undefined, texts: Texts): string {
  if (!condition) return '';
  const parts = condition.of.map((one) => {
    if (one.fact === 'enterprise') return one.is ? 'Enterprise' : 'not Enterprise';
    const not = one.not ? 'not ' : '';
    if (one.fact === 'users') return `the largest licence is ${not}for ${String(one.from)} users or more`;
    const values = [one.is].flat().map((value) => texts[`${one.fact}.${value}`] ?? value).join(' or ');
    switch (one.fact) {
      case 'kind':
        return `${not}${values}`;
      case 'answer':
        return `“${titleOf(one.step, texts)}” is ${not}answered ${values}`;
      case 'verdict':
        return `\`${one.check}\` ${one.not ? 'does not say' : 'says'} ${values}`;
      default:
        return `the ${one.fact} is ${not}${values}`;
    }
  });
  return parts.join(condition.join === 'any' ? ' or ' : ' and ');
}

function row(step: Step, texts: Texts): string {
  const title = step.title ?? titleOf(step.id, texts);
  const who = `${texts[`permission.${step.who}`] ?? step.who}${step.secondPerson ? ', and a second person' : ''}`;
  return `| ${title}${step.mandatory ? '' : ' *(optional)*'} | ${shownBy(step, texts)} | ${who} | ${onlyIf(step.when, texts)} |`;
}

function section(gate: GateName, rules: Rules, texts: Texts): string[] {
  const steps = rules.steps.filter(({ before }) => before === gate);
  const where = rules.guarded[gate].map((status) => `“${status}”`).join(', ');
  return [
    `### ${gate}`,
    '',
    `Guards the way into ${where}.${steps.length === 0 ? ' It demands nothing of its own.' : ''}`,
    '',
    ...(steps.length === 0 ? [] : ['| step | shown by | who may | only for |', '|---|---|---|---|', ...steps.map((step) => row(step, texts)), '']),
  ];
}

/** The page with its generated part written anew; the rest is as somebody wrote it. */
export function withGates(page: string, rules: Rules, texts: Texts): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('The page of the procedure has lost the marks between which its tables stand.');
  return `${before}${begin}\n\n${gateNames.flatMap((gate) => section(gate, rules, texts)).join('\n')}\n${end}${after}`;
}
