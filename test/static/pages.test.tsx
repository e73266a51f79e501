/** Decides whether the SRE panel, the settings page and the gate's page say what their readers need, without dead ends. */
import { draw, wordingAt } from './draw';
import { review } from '../../src/procedure/rules-review';
import { placeholders } from '../../src/procedure/rules';
import { gaps } from '../../static/settings/ReplyEditor';
import { elsewhere, groups } from '../../static/settings/setting-table';
import { Demands } from '../../static/gate-config/GateConfig';
import { TaskFields } from '../../static/settings/TaskFields';
import { LastRun } from '../../static/settings/Retention';
import { SettingsPage } from '../../static/settings/Settings';
import { SreContent } from '../../static/sre-panel/SrePanel';
import type { Acts } from '../../static/sre-panel/use-acts';
import { handOffGate, settings, sreAstray, sreDeliver, sreEquals, sreNone, sreStop } from './page-fixtures';

const never = (): Promise<never> => Promise.reject(new Error('A drawing asks nothing'));
const page = (view: typeof settings) => draw(<SettingsPage view={view} invoke={never} replace={() => undefined} />);

/** Nothing was pressed yet. */
const still: Acts = { open: undefined, underWay: false, refused: undefined, done: undefined, toggle: () => undefined, close: () => undefined, send: () => undefined };

test('a packet that equals the terms is complete: fingerprint whole, key to be had, approvals by name', () => {
  const $ = draw(<SreContent view={sreEquals} acts={still} />, sreEquals.now);
  expect($.text()).toContain('Equals the approved terms');
  expect($('.fp').text().replace(/\s/g, '')).toBe('3F1C8A92D0476E5B21C97D84F0A35B6E9C1248D7');
  expect($('button').toArray().map((button) => $(button).attr('aria-label') ?? $(button).text())).toContain('Download key');
  expect($.text()).toContain('Release by Helen Ström, 24 Nov');
});

test('a packet that differs says stop first, offers no key and no primary button', () => {
  const $ = draw(<SreContent view={sreStop} acts={still} />, sreStop.now);
  expect($('[role=alert] h1').text()).toBe('Stop. The task differs from the approved terms.');
  expect($.text()).not.toContain('Download key');
  expect($('.btn--primary').length).toBe(0);
});

test('a delivery shows first what has to be mended, with one primary button, which is not offered twice', () => {
  const $ = draw(<SreContent view={sreDeliver} acts={still} />, sreDeliver.now);
  expect($('.btn--primary').toArray().map((button) => $(button).text())).toEqual(['Record files…']);
  expect($('button').toArray().filter((button) => $(button).text() === 'Record files…')).toHaveLength(1);
  expect($('tbody tr').toArray().map((row) => $(row).find('.state').text().trim())).toEqual(['Fails:', 'Unknown:', 'Done:']);
  expect($('tbody tr').first().text()).toContain('f14e d06a … cbcc cd4d');
  expect($('.gates__missing').text()).toBe('The listed contacts may object until 30 Nov.');
});

test('every digest and command can be copied whole, each by a name of its own', () => {
  const $ = draw(<SreContent view={sreDeliver} acts={still} />, sreDeliver.now);
  const names = $('button[aria-label^="Copy"]').toArray().map((button) => $(button).attr('aria-label'));
  expect(names).toEqual(expect.arrayContaining(['Copy SHA-256 of SUP-2417-raw.7z.gpg', 'Copy command “Import the key and compare”']));
  expect(new Set(names).size).toBe(names.length);
});

test.each(['start', 'record', 'hand-details', 'did-not-work', 'mis-delivered', 'remove-access'] as const)('the form of “%s” has one primary button, and the turn none beside it', (act) => {
  const $ = draw(<SreContent view={sreDeliver} acts={{ ...still, open: { act, place: 'turn' } }} />, sreDeliver.now);
  expect($('form')).toHaveLength(1);
  expect($('.btn--primary, .btn--danger')).toHaveLength(1);
  expect($('form label').length).toBeGreaterThan(0);
});

test('data that went astray says so with its clock, shows how to shut the account and still takes a report', () => {
  const $ = draw(<SreContent view={sreAstray} acts={still} />, sreAstray.now);
  expect($('.msg--danger').text()).toContain('71 hours are left.');
  expect($('.cmd__box code').text()).toContain('usermod --lock');
  expect($('.was mark').text()).toBe('91be');
  expect($('button').toArray().map((button) => $(button).text())).toContain('Account is removed…');
  expect($('.btn--primary')).toHaveLength(0);
});

test('an issue without a packet says where tasks come from', () => {
  expect(draw(<SreContent view={sreNone} acts={still} />).text()).toContain('The SRE task is made from the support ticket.');
});

test('unguarded transitions come first, and what may not be seen is not taken for none', () => {
  expect(page(settings)('.msg__title').text()).toBe('1 transition is not guarded');
  const { unguarded, ...unseen } = settings;
  expect(unguarded).toHaveLength(1);
  expect(page(unseen).text()).toContain('is unknown: Jira does not show you its workflows');
});

test('steps are listed by stage and read as a sentence', () => {
  const $ = page(settings);
  expect($('.rlist__step').length).toBe(settings.rules.steps.length + 14);
  expect($('.reads').text()).toBe('Reads: it always applies, and is needed before “proceed”. It is mandatory.');
  expect($.text()).not.toContain('has no words for this');
});

test('without a draft there is nothing to publish; with one that weakens, a second person is asked for', () => {
  expect(page(settings)('.btn--primary').length).toBe(0);
  const rules = { ...settings.rules, steps: settings.rules.steps.filter(({ id }) => id !== 'approver-told') };
  const draft = { rules, saved: { by: 'Sam Okafor', at: '2026-11-20T09:00:00Z' }, review: review(settings.rules, rules) };
  const $ = page({ ...settings, draft });
  expect($('.btn--primary').text()).toBe('Ask to publish…');
  expect($('.diff').text()).toContain('Removed');
  expect($('.diff').text()).toContain('Weakens a guard: the step is no longer asked for.');
  const waits = page({ ...settings, draft: { ...draft, wait: { by: 'Sam Okafor', at: draft.saved.at, reason: 'Nobody reads it', digest: draft.review.digest, mayConfirm: true } } });
  expect(waits('.btn--primary').text()).toBe('Agree and publish');
  expect(waits.text()).toContain('Nobody reads it');
  const asked = (others?: readonly string[]): string => page({ ...settings, draft: { ...draft, wait: { by: 'Sam Okafor', at: draft.saved.at, reason: 'Nobody reads it', digest: draft.review.digest, mayConfirm: false, ...(others && { others }) } } })('.wait-for').text();
  expect(asked(['Mei Tanaka', 'Ruth Calloway'])).toContain('Mei Tanaka or Ruth Calloway can agree here.');
  expect(asked([])).toContain('Nobody else holds the permission “Administer rules” in this project');
  expect(asked()).toContain('Another person who may administer the rules agrees here.');
});

test('what is wrong with a draft keeps it from being published, and says so', () => {
  const rules = { ...settings.rules, steps: [] };
  const $ = page({ ...settings, draft: { rules, saved: { by: 'Sam Okafor', at: '2026-11-20T09:00:00Z' }, review: review(settings.rules, rules) } });
  expect($('.btn--primary').length).toBe(0);
  expect($.text()).toContain('Exactly one step must take the decision “release”: mandatory and without conditions.');
});

test('the reply editor knows exactly the gaps that the app fills', () => {
  expect([...gaps]).toEqual([...placeholders]);
});

test('a project whose workflows hold nothing says which gates', () => {
  const $ = page({ ...settings, unguarded: [], nowhere: ['proceed', 'close'] });
  expect($('.msg__title').text()).toBe('2 gates hold nothing');
  expect($.text()).toContain('“proceed” and “close”');
});

test('whoever sees only some workflows is told what is unknown, and of no gate that it holds nothing', () => {
  const $ = page({ ...settings, unguarded: [], nowhere: [], unseen: ['deliver', 'dispose'] });
  expect($('.msg__title').text()).toBe('');
  expect($.text()).toContain('Whether anything is held at “deliver” or “dispose” is unknown. A Jira admin sees it here.');
  expect(page({ ...settings, unguarded: [], nowhere: [], unseen: [] }).text()).toContain('What the others let through is unknown.');
});

test('a project without a workflow says so first, and nothing of single transitions', () => {
  const $ = page({ ...settings, withoutWorkflow: true });
  expect($('.msg__title').toArray().map((title) => $(title).text())).toEqual(['This project has no workflow that gates could hold']);
  expect($('.rlist__step').length).toBeGreaterThan(settings.rules.steps.length);
});

test('every setting of the rules has a label, an explanation and a place to change it, and none is left out', () => {
  const paths = (value: unknown, path: string): readonly string[] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).flatMap(([name, inner]) => paths(inner, path === '' ? name : `${path}.${name}`)) : [path]);
  const { steps: _steps, replies: _replies, v: _v, version: _version, task: _task, ...rest } = settings.rules;
  const shown = new Set([...Object.values(groups).flat().map(({ path }) => path), ...elsewhere]);
  expect(paths(rest, '').filter((path) => !shown.has(path))).toEqual([]);
  const { knows } = wordingAt(sreEquals.now);
  expect([...shown].filter((path) => !knows(`ui.set.${path}`))).toEqual([]);
});

test('the channels are settings with a label, an explanation and, once named, a way back', () => {
  const named = { ...settings.rules, steps: [], policies: { ...settings.rules.policies, channels: { ...settings.rules.policies.channels, lead: '#leads' } } };
  const $ = page({ ...settings, draft: { rules: named, saved: { by: 'Sam Okafor', at: '2026-11-20T09:00:00Z' }, review: review(settings.rules, named) } });
  const setting = $('.setting').toArray().find((one) => $(one).find('label').text() === 'Channel of the leads');
  expect($(setting).find('input').attr('value')).toBe('#leads');
  expect($(setting).text()).toContain('Nothing is sent there');
  expect($(setting).find('button').attr('aria-label')).toBe('Back to usual: Channel of the leads');
});

test('a choice for the SRE task that is not the usual one has a way back, the label too', () => {
  const names = (rules: typeof settings.rules): readonly (string | undefined)[] => {
    const $ = draw(<TaskFields rules={rules} usual={settings.usual} invoke={never} edit={() => undefined} savedAt="" />);
    return $('button').toArray().map((button) => $(button).attr('aria-label'));
  };
  expect(names(settings.rules)).toEqual([]);
  expect(names({ ...settings.rules, task: { ...settings.rules.task, priority: 'Unusual', label: 'unusual' } })).toEqual(['Back to usual: Priority', 'Back to usual: Label']);
});

test('the step editor explains what evidence and who may do it mean', () => {
  const $ = page(settings);
  const helped = $('.field').toArray().flatMap((field) => ($(field).find('.field__help').length > 0 ? [$(field).find('.field__label').text()] : []));
  expect(helped).toEqual(expect.arrayContaining(['Evidence', 'Who may do it']));
});

test('blank forms stand by name and short digest, each with a way out of the draft', () => {
  const digest = `f14ed06a91be${'0'.repeat(52)}`;
  const rules = { ...settings.rules, steps: [], policies: { ...settings.rules.policies, blankForms: [{ name: 'Service request.pdf', digests: [digest, 'a'.repeat(128)] }, 'b'.repeat(64)] } };
  const $ = page({ ...settings, draft: { rules, saved: { by: 'Sam Okafor', at: '2026-11-20T09:00:00Z' }, review: review(settings.rules, rules) } });
  const forms = $('section[aria-label="Blank forms"]');
  expect(forms.find('li').toArray().map((form) => $(form).text().trim())).toEqual(['Service request.pdf f14ed06a91be…', 'Form without a name bbbbbbbbbbbb…']);
  expect(forms.find('li button').toArray().map((button) => $(button).attr('aria-label'))).toEqual(['Remove Service request.pdf, f14ed06a91be…', 'Remove Form without a name, bbbbbbbbbbbb…']);
  expect(forms.find('input[type=file]').attr('accept')).toBe('.pdf,.docx');
  expect(forms.text()).toContain('Back to usual');
  expect($.text()).not.toContain('a'.repeat(128));
});

test('a gate says in words what it demands', () => {
  const $ = draw(<Demands gate="hand-off" described={handOffGate} />);
  expect($('h1').text()).toBe('Gate “hand-off”');
  expect($('.demands li').length).toBe(3);
  expect($.text()).toContain('Where no project is named, these are the rules that the app brings along.');
  expect(draw(<Demands gate="hand-off" described={{ ...handOffGate, project: 'SUP' }} />).text()).toContain('From version 7 of the rules of SUP.');
});

test('the daily run is told by its own report, and not by what an earlier one left', () => {
  const report = { gone: { trail: 2 }, kept: {}, failed: [{ issueKey: 'SUP-1', why: 'jira', status: 503 }], failedMore: 0 };
  const told = (at: string): string => draw(<LastRun retention={{ site: { at: '2026-11-20T06:00:00Z', finished: true }, project: { at, ...report } }} />).text();
  expect(told('2026-11-20T06:00:00Z')).toMatch(/SUP-1: Jira answered 503\..*2 whole requests/);
  expect(told('2026-11-19T06:00:00Z')).not.toMatch(/SUP-1|whole request/);
});

test('how long something is kept is compared in days, and none is for good', () => {
  const { retention } = settings.rules.policies;
  const rules = { ...settings.rules, policies: { ...settings.rules.policies, retention: { ...retention, key: 1, form: 0 } } };
  const $ = page({ ...settings, draft: { rules, saved: { by: 'Sam Okafor', at: '2026-11-20T09:00:00Z' }, review: review(settings.rules, rules) } });
  expect($('.diff del, .diff ins').toArray().map((one) => $(one).text()).toSorted()).toEqual(['1 day', '1,095 days', '180 days', 'for good']);
});
