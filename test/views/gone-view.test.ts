// Shows that every screen still has its sentences once time has taken classes out of a request, and says which and when.
import { deskPlace } from '../../src/procedure/desk-row';
import { documentsOf } from '../../src/procedure/evidence-pack';
import { purgesOf } from '../../src/procedure/purges';
import { readiness } from '../../src/procedure/readiness';
import { letGo, lettingGo } from '../../src/procedure/retention';
import { gateNames, type SnapshotRequest } from '../../src/procedure/request';
import { deskLine } from '../../src/views/desk-view';
import { goneLines } from '../../src/views/gone-view';
import { packetView } from '../../src/views/packet-view';
import { requestView } from '../../src/views/panel-view';
import { portalView } from '../../src/views/portal-view';
import { full, personal } from '../procedure/full-request';
import { now, on, rules, today } from '../procedure/given';
import { scene, sentencesIn, viewers } from './given';

const gone = { at: on('2027-06-01').toISOString(), version: 4 };
const left: SnapshotRequest = lettingGo.reduce((so, one) => letGo(so, rules, one, gone), full());
const relations = ['recipient', 'requester', 'onlooker'] as const;

/** What stays on purpose may read like a name: a company's site, say. */
const namesIn = (view: unknown): readonly string[] => Object.values(personal).filter((text) => JSON.stringify(view).includes(text));

/** Whom Jira still knows is named by Jira, and not by what is left here. */
const seenBy = (request: SnapshotRequest, viewer: string): ReturnType<typeof scene> => scene(request, viewer, { names: new Map(), holders: new Map() });

function everyScreen(request: SnapshotRequest): readonly (readonly [screen: string, view: unknown])[] {
  const gates = gateNames.filter((gate) => gate !== 'close').map((gate) => readiness(gate, request, rules, now));
  const { row, ...place } = deskPlace(request, rules, now);
  return [
    ...viewers.map((viewer) => [`panel for ${viewer}`, requestView(seenBy(request, viewer), [], undefined)] as const),
    ...viewers.map((viewer) => [`packet for ${viewer}`, packetView(seenBy(request, viewer), gates, undefined)] as const),
    ...relations.map((relation) => [`portal for ${relation}`, portalView({ ...scene(request), relation })] as const),
    ['desk', deskLine({ ...request, ...place, stage: 'disposal', turn: 'nobody', begun: request.begun.at, row } as unknown as Parameters<typeof deskLine>[0], { calendar: rules.calendar, today, nudgeAfter: 2 })],
    ['pack', documentsOf(request, rules, new Map(), '')],
    ['purges', purgesOf(undefined, request, 'UTC')],
  ];
}

test.each(everyScreen(left))('%s has all of its sentences, and none of the names', (screen, view) => {
  // The desk shows how a request ended in place of what comes next.
  if (screen !== 'desk') expect(() => sentencesIn(view)).not.toThrow();
  expect(namesIn(view)).toEqual([]);
});

test('what went is said with its day on panel, packet and portal, on the desk, and in the pack', () => {
  const lines = goneLines(left).map(({ code }) => code);
  expect(lines).toEqual(['retention.gone.form', 'retention.gone.key', 'retention.gone.addresses']);
  for (const [screen, view] of everyScreen(left)) {
    const json = JSON.stringify(view);
    if (screen.startsWith('p') && !['pack', 'purges'].includes(screen)) expect([screen, lines.filter((code) => !json.includes(code))]).toEqual([screen, []]);
    if (screen === 'desk') expect(json).toContain('desk.odd.let-go');
    if (screen === 'pack') expect(json).toContain('letGo');
  }
  expect(JSON.stringify(everyScreen(full()))).not.toContain('retention.gone');
});

test('an ended request is held by nobody and stuck for nobody, although its row has the day of its end', () => {
  const line = everyScreen(left).find(([screen]) => screen === 'desk')?.[1];
  expect(line).toMatchObject({ stuck: false });
  expect(line).not.toHaveProperty('heldFor');
});
