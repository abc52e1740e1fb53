import type { Response } from 'express';
import type { Faults } from '../faults.ts';

/** Calls that make the whole allowance. A small page's is small. */
const ALLOWANCE = 48_000;

/** The usage headers that stand on every answer, success or not (platforms.md 1.7). */
export class Usage {
  private calls = 0;
  private readonly pageId: string;
  private readonly faults: Faults;

  constructor(pageId: string, faults: Faults) {
    this.pageId = pageId;
    this.faults = faults;
  }

  note(res: Response): void {
    this.calls += 1;
    const { throttle, usage } = this.faults;
    const counted = Math.min(100, Math.floor((this.calls * 100) / ALLOWANCE));
    const call_count = throttle ? 100 : (usage ?? counted);
    const wait = throttle ? 1 : 0;
    const page = {
      type: 'pages',
      call_count,
      total_cputime: 1,
      total_time: 1,
      estimated_time_to_regain_access: wait,
    };
    res.set('X-App-Usage', JSON.stringify({ call_count, total_time: 1, total_cputime: 1 }));
    res.set('X-Business-Use-Case-Usage', JSON.stringify({ [this.pageId]: [page] }));
    res.set('facebook-api-version', 'v26.0');
    res.set('cache-control', 'private, no-cache, no-store, must-revalidate');
  }
}
