// Says how much of everything the platform grants an app, and counts it over sliding windows.

/** Forge's documented limits; tests shorten the times. */
export const forgeLimits = {
  userInvocationMs: 25_000,
  webTriggerMs: 55_000,
  backgroundMs: 55_000,
  backgroundMostMs: 900_000,
  invokeRequestBytes: 500 * 1024,
  invokeResponseBytes: 5 * 1024 * 1024,
  invocationsPerUserMinute: 1200,
  invocationsPerInstallMinute: 5000,
  egressPerMinute: 100,
  queueEventsPerPush: 50,
  queueEventsPerMinute: 500,
  queueBytes: 200 * 1024,
  queueDelaySeconds: 900,
};

export type Limits = typeof forgeLimits;

/** Answers whether one more is admitted, and counts it if so; `time` in milliseconds, and where a clock is moved the windows move with it. */
export function slidingWindow(time: () => number = () => performance.now()): (key: string, most: number, windowMs: number, cost?: number) => boolean {
  const spent = new Map<string, { at: number; cost: number }[]>();
  return (key, most, windowMs, cost = 1) => {
    const name = `${key}/${windowMs}`;
    const now = time();
    const recent = (spent.get(name) ?? []).filter(({ at }) => Math.abs(now - at) < windowMs);
    const admitted = recent.reduce((sum, entry) => sum + entry.cost, 0) + cost <= most;
    if (admitted) recent.push({ at: now, cost });
    spent.set(name, recent);
    return admitted;
  };
}
