// Decides when the app's scheduled functions run: by the movable clock, and once for each step of a move.
import type { Clock } from '../clock';
import type { Database } from '../database';
import { contextAri, site } from './installation';
import type { Invoke } from './invoke';
import { modulesOf, type Manifest } from './manifest';

const INTERVAL_MS = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

export interface Schedule {
  /** Runs what is due. */
  tick(now?: Date): Promise<void>;
  /** Resolves when no run is under way any more. */
  stop(): Promise<void>;
}

export function openSchedule({ database, clock, manifest, invoke, installed, everyMs = 5000 }: {
  database: Database;
  clock: Clock;
  manifest: Manifest;
  invoke: Invoke;
  installed(): boolean;
  /** How often real time is looked at. */
  everyMs?: number;
}): Schedule {
  database.script('CREATE TABLE IF NOT EXISTS forge_schedule (module_key TEXT PRIMARY KEY, last INTEGER NOT NULL)');
  const scheduled = modulesOf(manifest, 'scheduledTrigger');
  // The first run comes one interval after the deployment at most.
  for (const { key } of scheduled) {
    database.run('INSERT INTO forge_schedule VALUES (?, ?) ON CONFLICT (module_key) DO NOTHING', key, clock.now().getTime());
  }
  let busy = Promise.resolve();

  const runDue = async (at: Date): Promise<void> => {
    if (!installed()) return;
    for (const { key, function: functionKey, interval } of scheduled) {
      if (functionKey === undefined || interval === undefined) continue;
      const last = database.one<{ last: number }>('SELECT last FROM forge_schedule WHERE module_key = ?', key)?.last ?? 0;
      const now = at.getTime();
      // A clock that was put back must not silence a schedule until it has caught up.
      if (now - last < INTERVAL_MS[interval] && now >= last) continue;
      database.run('UPDATE forge_schedule SET last = ? WHERE module_key = ?', now, key);
      const event = { context: { cloudId: site.cloudId, moduleKey: key, installContext: contextAri }, contextToken: 'local' };
      // A failed run is reported by the invoker; the next interval comes all the same.
      await invoke({ functionKey, moduleKey: key, event, background: true }).catch(() => undefined);
    }
  };
  const tick = (now = clock.now()): Promise<void> => {
    busy = busy.then(() => runDue(now));
    return busy;
  };

  clock.onMove(tick);
  const timer = setInterval(() => void tick(), everyMs);
  timer.unref();
  return {
    tick,
    stop: () => {
      clearInterval(timer);
      return busy;
    },
  };
}
