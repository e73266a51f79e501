// Shows that every code that the app can say has words, that every word is said somewhere, and that each is spelled for a reader.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { checks } from '../../src/checks';
import { frameFindings } from '../../src/checks/check';
import { defaultRules } from '../../src/procedure/default-rules';
import { remedies } from '../../src/procedure/key-remedies';
import { messages } from '../../src/procedure/messages';
import { disposalProfiles, endings, factNames, fileRoles, flagCodes, gateNames, kinds, noticeMoments, permissions, stages, termNames } from '../../src/procedure/request';
import { lettingGo } from '../../src/procedure/retention';
import { sentence } from '../../src/procedure/sentence';
import { word } from '../../src/procedure/wording';
import { stops } from '../../src/views/road-view';
import { now, reader } from './given';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('messages/'))
    .map((path) => read(join(folder, path)));
const all = (pattern: RegExp, ...texts: readonly string[]): readonly string[] => [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found)))];
/** The members of a union of strings, as its file spells it. */
const union = (path: string, type: string): readonly string[] => all(/'([^']+)'/g, new RegExp(`export type ${type} =([^;]+);`).exec(read(path))?.[1] ?? '');

const app = sources('src');
const stepIds = defaultRules.steps.map(({ id }) => id);
const decisions = ['proceed', 'release'] as const;
const moves = [...union('src/procedure/turn.ts', 'MoveName'), ...union('src/procedure/disposal-move.ts', 'DisposalMoveName')];
const whys = union('src/procedure/checklist.ts', 'StepWhy').filter((why) => why !== 'carried-out' && why !== 'restored');
const standings = union('src/procedure/disposal.ts', 'DisposalStanding');

/** Every code that is put together from a name: the template as it stands in the source, and the codes that it can make. */
const families: readonly (readonly [template: string, codes: readonly string[]])[] = [
  ['`step.${step.id}.title`', stepIds.map((id) => `step.${id}.title`)],
  ['`retention.gone.${one}`', lettingGo.map((one) => `retention.gone.${one}`)],
  ['`fact.${name}`', factNames.map((name) => `fact.${name}`)],
  ['`fact.${fact}.name`', factNames.map((name) => `fact.${name}.name`)],
  ['`question.${fact}`', factNames.map((name) => `question.${name}`)],
  ['`source.${source.by}`', ['request-type', 'text', 'reporter', 'rules'].map((by) => `source.${by}`)],
  ['`kind.${facts.kind.value}`', kinds.map((kind) => `kind.${kind}`)],
  ['`kind.${kind}.title`', kinds.map((kind) => `kind.${kind}.title`)],
  ['`stage.${stage}`', stages.map((stage) => `stage.${stage}`)],
  ['`term.${name}`', termNames.map((name) => `term.${name}`)],
  ['`gate.${gate}`', gateNames.map((gate) => `gate.${gate}`)],
  ['`permission.${permission}`', permissions.map((permission) => `permission.${permission}`)],
  ['`role.${after.turn}`', union('src/procedure/request.ts', 'Turn').map((turn) => `role.${turn}`)],
  ['`missing.leftovers.${clearing}`', ['to-clear', 'to-confirm'].map((clearing) => `missing.leftovers.${clearing}`)],
  ['`attention.leftovers.${clearing}`', ['to-clear', 'to-confirm'].map((clearing) => `attention.leftovers.${clearing}`)],
  ['`flag.${flag.code}.name`', flagCodes.map((code) => `flag.${code}.name`)],
  ['`flag.${flag.code}.title`', flagCodes.map((code) => `flag.${code}.title`)],
  ['`flag.${flag.code}.why`', flagCodes.map((code) => `flag.${code}.why`)],
  ['`flag.${flag.code}.settled`', flagCodes.map((code) => `flag.${code}.settled`)],
  ['`missing.${why}`', whys.filter((why) => !['condition', 'marked', 'done', 'before'].includes(why)).map((why) => `missing.${why}`)],
  ['`step.meta.${why}`', ['code-lapsed', 'code-used-up', 'code-other-key', 'told-otherwise', 'terms-moved', 'other-key'].map((why) => `step.meta.${why}`)],
  ['`command.${command}`', [...union('src/procedure/commands.ts', 'CommandName'), 'close'].map((command) => `command.${command}`)],
  ['`command.${command}.small`', [...union('src/procedure/commands.ts', 'CommandName'), 'close'].map((command) => `command.${command}.small`)],
  ['`event.${type}`', all(/^ {2}'([a-z.-]+)': /gm, read('src/trail/event.ts')).map((type) => `event.${type}`)],
  ['`step.${decision}.title`', decisions.map((decision) => `step.${decision}.title`)],
  ['`term.${term}`', termNames.map((term) => `term.${term}`)],
  ['`mark.${state}`', all(/type: 'step.marked', detail: \{[^}]*state: '([a-z-]+)'/g, ...app).map((state) => `mark.${state}`)],
  ['`file.${role}`', fileRoles.map((role) => `file.${role}`)],
  ['`effect.${effect}`', all(/type: 'effect.failed', detail: \{ effect: '([a-z-]+)'/g, ...app).map((effect) => `effect.${effect}`)],
  ['`kind.${id}`', kinds.map((kind) => `kind.${kind}`)],
  ['`evidence.${oldest.name}`', all(/^ {2}(\w+): '/gm, /evidenceWords[^}]+/.exec(read('src/checks/check.ts'))?.[0] ?? '').map((name) => `evidence.${name}`)],
  ['`done.${input.decision}-${input.outcome}`', decisions.flatMap((decision) => ['approved', 'refused'].map((outcome) => `done.${decision}-${outcome}`))],
  ['`decision.foot.${name}`', decisions.map((decision) => `decision.foot.${decision}`)],
  ['`packet.stop.${standing}`', ['not-decided', 'refused', 'voided', 'lapsed'].map((standing) => `packet.stop.${standing}`)],
  ['`attention.task-problem.${problem.code}`', all(/giveUpTask\(\w+, '([^']+)'/g, ...app).map((code) => `attention.task-problem.${code}`)],
  ['`blank-form.${read.problem}`', union('src/checks/blank-form.ts', 'NoBlankForm').map((problem) => `blank-form.${problem}`)],
  ['`record.${code}`', all(/refuse\('([^']+)'/g, read('src/procedure/delivery-record.ts')).map((code) => `record.${code}`)],
  ['`portal.road.${item.stop}`', stops.map((stop) => `portal.road.${stop}`)],
  ['`portal.turn.us.${stop}`', stops.filter((stop) => stop !== 'asked').map((stop) => `portal.turn.us.${stop}`)],
  ['`portal.ended.${request.ended.ending}`', [...endings, 'delivered', 'disposed'].map((ending) => `portal.ended.${ending}`)],
  ['`portal.remedy.${remedy ?? ', [...remedies, 'again'].map((remedy) => `portal.remedy.${remedy}`)],
  ['`portal.key.${role}`', ['encryption-key', 'ssh-key'].map((role) => `portal.key.${role}`)],
  ['`missing.${why}`', standings.filter((one) => one !== 'carried-out' && one !== 'restored').map((one) => `missing.disposal-${one}`)],
  ['`disposal.standing.${standing}`', standings.map((one) => `disposal.standing.${one}`)],
  ['`disposal.line.${standing}`', standings.map((one) => `disposal.line.${one}`)],
  ['`disposal.profile.${profile}`', disposalProfiles.map((one) => `disposal.profile.${one}`)],
  ['`disposal.ask.${profile}`', disposalProfiles.map((one) => `disposal.ask.${one}`)],
  ['`disposal.ground.${disposal.ground}`', union('src/procedure/request.ts', 'DisposalGround').map((one) => `disposal.ground.${one}`)],
  ['`disposal.fact.${label}`', [...all(/fact\('([a-z-]+)'/g, read('src/views/disposal-view.ts')), 'approved', 'refused', ...noticeMoments.map((one) => `told-${one}`)].map((one) => `disposal.fact.${one}`)],
  ['`disposal.notice.${disposal.profile}.${moment}`', disposalProfiles.flatMap((one) => noticeMoments.map((moment) => `disposal.notice.${one}.${moment}`))],
  ['`disposal.bar.${code}`', [...all(/bar\('([a-z-]+)'/g, read('src/actions/compare-tenants.ts')), 'licence-active', 'licence-unknown'].map((one) => `disposal.bar.${one}`)],
  ['`runbook.${step}`', all(/'([a-z]+)'/g, /runbookSteps = \[([^\]]+)/.exec(read('src/views/disposal-view.ts'))?.[1] ?? '').map((one) => `runbook.${one}`)],
  ['`purge.alike.${code}`', all(/\[alike\('([a-z]+)'\)\]/g, read('src/actions/report-purge-error.ts')).map((one) => `purge.alike.${one}`)],
  ['`purge.why.${code}`', all(/why\('([a-z-]+)'/g, read('src/procedure/purges.ts')).map((one) => `purge.why.${one}`)],
  ['`purge.standing.${line.standing}`', all(/'([a-z-]+)'/g, /standing: ('not-approved'[^;]+);/.exec(read('src/contract/purges.ts'))?.[1] ?? '').map((one) => `purge.standing.${one}`)],
  ['`purge-log-no-${parsed.lacks}`', ['tenant', 'time'].map((one) => `purge-log-no-${one}`)],
  ['`tenant.copy.${copy}`', ['delivered', 'received', 'under-way', 'never'].map((one) => `tenant.copy.${one}`)],
  ['`tenant.standing.${life}`', ['active', 'ended', 'unknown'].map((one) => `tenant.standing.${one}`)],
  ['`tenant.standing.${life}-until`', ['active', 'ended', 'unknown'].map((one) => `tenant.standing.${one}-until`)],
  ['`tenant.changed.${change}`', ['came', 'went', ...union('src/procedure/tenant-comparison.ts', 'TenantField')].map((one) => `tenant.changed.${one}`)],
  ['`typed-${reading}`', union('src/procedure/disposal.ts', 'Typed').filter((one) => one !== 'matches').map((one) => `typed-${one}`)],
  ['`done.disposal-${outcome}`', ['approved', 'refused'].map((one) => `done.disposal-${one}`)],
  ['`turn.next.${as}`', ['turn.next.others', 'turn.next.could']],
  ['`turn.decide.${', decisions.map((decision) => `turn.decide.${decision}`)],
  ['`turn.take-file.${', fileRoles.map((role) => `turn.take-file.${role}`)],
  ['`turn.${move.move}`', moves.filter((move) => !['take-file', 'decide', 'resolve-finding'].includes(move)).map((move) => `turn.${move}`)],
];

const literals = new Set(all(/'([^'\n]*)'/g, ...app, ...sources('static')));
/** The codes of checks are words of their own, which their own tests look after. */
const sayers = ['actions', 'gates', 'procedure', 'resolvers', 'views'].flatMap((folder) => sources(join('src', folder))).filter((text) => !text.includes('const refuse = (code: string, params: Parameters'));
const said = all(/(?:refused|refuse|say)\((?:[^()',`]+\? )?'([^']+)'/g, ...sayers);
const spelled = all(/code: '([^']+)', params: \{(?!.*alarm)/g, ...sayers);
const chosen = [...all(/return '([^']+)'/g, read('src/actions/settle-facts.ts')), ...union('src/procedure/decision.ts', 'NotTheDecider')];
const words: Readonly<Record<string, string>> = {
  ...messages,
  ...Object.fromEntries([{ id: 'frame', findings: frameFindings }, ...checks].flatMap(({ id, findings }) => Object.entries(findings).flatMap(([code, { says, remedy }]) => [[`${id}.${code}.says`, says], [`${id}.${code}.remedy`, remedy]]))),
};

test.each(families)('%s makes codes that all have words', (template, codes) => {
  expect(app.some((text) => text.includes(template))).toBe(true);
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => words[code] === undefined)).toEqual([]);
});

test('no code has words in two families: the later would silently take the place of the other', () => {
  const codes = readdirSync(join(root, 'src/procedure/messages')).flatMap((file) => all(/^ {2}'?([a-z][\w.-]*)'?: ['`]/gm, read(join('src/procedure/messages', file))));
  expect(codes.length).toBe(Object.keys(messages).length);
  expect(codes.filter((code, at) => codes.indexOf(code) < at)).toEqual([]);
});

test('every code that is said or refused with has words', () => {
  expect(Math.min(said.length, spelled.length, chosen.length)).toBeGreaterThan(2);
  expect([...said, ...spelled, ...chosen].filter((code) => words[code] === undefined).sort()).toEqual([]);
});

test('every word is said somewhere', () => {
  const made = new Set(families.flatMap(([, codes]) => codes));
  expect(Object.keys(messages).filter((code) => !made.has(code) && !literals.has(code))).toEqual([]);
});

describe.each(Object.entries(messages))('%s', (code, template) => {
  test('reads as a sentence of a person, with words for what it is given', () => {
    expect(code).toMatch(/^[a-zA-Z0-9]+([.-][a-zA-Z0-9]+)*$/);
    expect(template).not.toMatch(/invalid|successfully|error occurred|!|'/i);
    const names = all(/\{(\w+)\s*[,}]/g, template);
    const params = Object.fromEntries(names.map((name) => [name, 2]));
    expect(() => word(template, params, reader)).not.toThrow();
    expect(() => new IntlMessageFormat(template, 'de', undefined, { ignoreTag: true })).not.toThrow();
  });
});

describe('a sentence', () => {
  const text = (code: string, params: Parameters<typeof sentence>[0]['params'] = {}): string => sentence({ code, params }, reader);

  test('spells a parameter that is a code by its own words, in a list too', () => {
    expect(text('missing.not-run', { step: 'step.release.title' })).toBe('Release: the check has not been run.');
    expect(text('attention.facts-missing.why', { facts: { list: ['fact.site', 'fact.tenant', 'fact.country'], join: 'or' } })).toBe('Nothing found for Site, Tenant, or Country. This question to the customer is ready.');
  });

  test('leaves what people wrote as they wrote it, even where it has the name of a text with gaps', () => {
    expect(text('missing.file-gone', { file: 'release' })).toBe('release is no longer on the ticket, although it was checked.');
    expect(text('missing.file-gone', { file: 'gate.one' })).toBe('gate.one is no longer on the ticket, although it was checked.');
    expect(text('missing.file-gone', { file: '{step} <b>x</b> constructor' })).toBe('{step} <b>x</b> constructor is no longer on the ticket, although it was checked.');
  });

  test('has the words of a check, and of what all checks share', () => {
    expect(text('openpgp-key.no-key-flags.says')).toBe(checks.find(({ id }) => id === 'openpgp-key')?.findings['no-key-flags']?.says);
    expect(text('frame.unavailable.says', { evidence: 'site', reason: 'Jira was down' })).toBe('Unknown: the site could not be had, because Jira was down.');
  });

  test.each(['no.such.code', 'constructor', 'openpgp-key.nothing.says', 'frame.missing.wrong'])('is never the code %s itself', (code) => {
    expect(() => text(code)).toThrow('no words for the code');
  });

  test('lacks nothing that its template asks for', () => {
    expect(() => text('missing.file-gone')).toThrow();
  });
});

describe('a day and a moment', () => {
  const text = (parameter: Parameters<typeof word>[1][string], more: Partial<typeof reader> = {}): string => word('{on}', { on: parameter }, { ...reader, ...more });

  test.each([
    ['2026-12-04', '4 Dec'],
    ['2026-09-04', '4 Sep'],
    ['2027-01-04', '4 Jan 2027'],
  ])('%s is %s', (day, spelling) => {
    expect(text({ day })).toBe(spelling);
  });

  test('a day is the same day in every zone, and a moment is not', () => {
    const there = { timeZone: 'Pacific/Kiritimati' };
    expect(text({ day: '2026-12-04' }, there)).toBe('4 Dec');
    expect([text({ moment: '2026-12-04T20:00:00Z' }), text({ moment: '2026-12-04T20:00:00Z' }, there)]).toEqual(['4 Dec', '5 Dec']);
  });

  test('a moment of today is a time', () => {
    expect(text({ moment: now.toISOString() }, { timeZone: 'Europe/Berlin' })).toBe('11:00');
  });

  test('what is no date stays what it is', () => {
    expect([text({ day: 'soon' }), text({ moment: '' })]).toEqual(['soon', '']);
  });
});
