/** Windows of a quarter of an hour, per kind of call, and what has been spent (platforms.md 5.1, 5.4). */
import type { Response } from 'express';
import type { XCall } from './call.ts';
import type { XFaults } from './faults.ts';
import { creditsSpent, throttled } from './problems.ts';

const WINDOW_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** The kind of a call: its method and path without the ids in it. */
export const routeOf = ({ method, path }: Pick<XCall, 'method' | 'path'>): string =>
  `${method} ${path.map((part) => (/^\d+$/u.test(part) ? ':id' : part)).join('/')}`;

const LIMITS: Readonly<Record<string, number>> = {
  'POST tweets': 100,
  'DELETE tweets/:id': 50,
  'PUT tweets/:id/hidden': 50,
  'POST users/:id/muting': 50,
  'POST users/:id/dm/block': 10,
  'POST dm_conversations/with/:id/messages': 15,
  'GET dm_events': 15,
  'GET tweets/:id': 5_000,
};
const OTHERS = 300;

export class XLimits {
  /** In thousandths of a dollar. */
  spent = 0;
  private readonly windows = new Map<string, { used: number; until: number }>();
  private readonly faults: XFaults;
  private readonly now: () => number;

  constructor(options: { faults: XFaults; now: () => number }) {
    this.faults = options.faults;
    this.now = options.now;
  }

  /** Its headers stand on every answer; throws what X answers when a bound is reached. */
  take(call: XCall, res: Response): void {
    const route = routeOf(call);
    const now = this.now();
    const known = this.windows.get(route);
    const window = known === undefined || known.until <= now ? { used: 0, until: now + WINDOW_MS } : known;
    this.windows.set(route, window);
    const limit = LIMITS[route] ?? OTHERS;
    const isOver = this.faults.throttle || window.used >= limit;
    if (!isOver) window.used += 1;
    res.set('date', new Date(now).toUTCString());
    res.set('x-rate-limit-limit', String(limit));
    res.set('x-rate-limit-remaining', String(isOver ? 0 : limit - window.used));
    res.set('x-rate-limit-reset', String(Math.ceil(window.until / 1000)));
    if (this.faults.throttleDay) {
      res.set('x-user-limit-24hour-remaining', '0');
      res.set('x-user-limit-24hour-reset', String(Math.ceil((now + DAY_MS) / 1000)));
    }
    if (isOver || this.faults.throttleDay) throw throttled();
    if (this.faults.credit !== null && this.spent >= this.faults.credit) throw creditsSpent();
  }
}
