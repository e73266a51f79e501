/** Decides whether the small parts show what people compare: fingerprints whole, differences marked, questions as a list. */
import { draw } from './draw';
import { Fingerprint, groupsOf } from '../../static/parts/Fingerprint';
import { blocksOf } from '../../static/parts/PreparedReply';
import { currentStage } from '../../static/parts/StageTrack';
import { difference, WasNow } from '../../static/parts/WasNow';
import { middle, m } from './fixtures';

const key = '3F1C8A92D0476E5B21C97D84F0A35B6E9C1248D7';

test('a fingerprint is never shortened, and stands in fours with a gap in the middle', () => {
  const $ = draw(<Fingerprint value={key} />);
  expect($.text().replace(/\s/g, '')).toBe(key);
  expect($('.fp__half').first().text().trim()).toBe('3F1C 8A92 D047 6E5B 21C9');
  expect(groupsOf('SHA256:zR4Y+FTZixeVe70MpsNcnXeyBR31rY0rJoxfxMlUMYE')).toEqual([]);
});

test('groups that differ are marked, unless all do', () => {
  const almost = `${key.slice(0, 36)}0000`;
  expect(draw(<Fingerprint value={key} unlike={almost} />)('mark').text()).toBe('48D7');
  expect(draw(<Fingerprint value={key} unlike={'0'.repeat(40)} />)('mark').length).toBe(0);
});

test('what changed in a text is marked, and what stayed is not', () => {
  expect(difference('northwind.atlassian.net', 'northwind-eu.atlassian.net')).toEqual(['northwind', '-eu', '.atlassian.net']);
  expect(difference('aa', 'aaa')).toEqual(['aa', 'a', '']);
  const $ = draw(<WasNow changes={[{ label: m('site'), was: 'a.example', now: 'b.example', as: 'text' }]} />);
  expect($('dt').toArray().map((term) => $(term).text())).toEqual(['Approved', 'Now']);
  expect($('mark').text()).toBe('b');
});

test('numbered lines of a reply become a list', () => {
  expect(blocksOf('Hello Dana,\n\nPlease tell us:\n1. From when?\n2. For whom?\n\nKind regards,\nPriya')).toEqual([
    { list: undefined, lines: ['Hello Dana,'] },
    { list: undefined, lines: ['Please tell us:'] },
    { list: 'ol', lines: ['From when?', 'For whom?'] },
    { list: undefined, lines: ['Kind regards,', 'Priya'] },
  ]);
});

test('the current stage is the one worked on, then the one that waits, then the last', () => {
  const stages = middle.request?.stages ?? [];
  expect(currentStage(stages)).toBe(3);
  expect(currentStage(stages.map((stage) => ({ ...stage, state: 'done' })))).toBe(6);
  expect(currentStage(stages.map((stage, at) => ({ ...stage, state: at === 4 ? 'waiting' : 'done' })))).toBe(4);
});
