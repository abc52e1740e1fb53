/** Invented figures of the accuracy page: much, little and nothing of a category. */
import type { Express } from 'express';
import type { AccuracyReport } from '../../core/learning/accuracy.contract.ts';
import { sumOf, withShares } from '../../core/learning/accuracy.ts';
import { CATEGORIES } from '../../core/moderation/verdict.ts';
import type { FakeDeadlines } from './fake-deadlines.ts';

const COUNTS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  insult: [48, 7, 41, 5],
  hate: [12, 1, 9, 0],
  threat: [4, 2, 1, 0],
  ads: [31, 14, 16, 2],
  profanity: [120, 3, 10, 0],
  secrecy: [0, 0, 0, 3],
};

const countsOf = (category: string, part: number) => {
  const [flagged, wrong, removed, missing] = (COUNTS[category] ?? [0, 0, 0, 0]).map((count) =>
    Math.round(count * part),
  ) as [number, number, number, number];
  return { flagged, judged: wrong + removed, wrong, removed, missing };
};

export function fakeAccuracy(now: number, empty: boolean): AccuracyReport {
  const share = empty ? 0 : 1;
  const account = (accountId: string, name: string, platform: 'facebook' | 'instagram', part: number) => {
    const rows = CATEGORIES.map((category) => ({ category, ...countsOf(category, part * share) }));
    return {
      ...{ accountId, name, platform, finished: Math.round(612 * part * share) },
      ...withShares(sumOf(rows)),
      categories: rows
        .filter(({ flagged, missing }) => flagged + missing > 0)
        .map(({ category, ...counts }) => ({ category, ...withShares(counts) })),
    };
  };
  return {
    from: new Date(now - 30 * 86_400_000).toISOString(),
    to: new Date(now).toISOString(),
    finished: 612 * share,
    categories: CATEGORIES.map((category, index) => ({
      category,
      ...withShares(countsOf(category, share)),
      measured: index === 5 ? null : { precision: 0.6 + index / 30, recall: 0.8 - index / 30 },
    })),
    accounts: [
      account('a-fb', 'Norrkommun', 'facebook', 0.75),
      account('a-ig', '@norrkommun_fritid_kultur_och_bibliotek', 'instagram', 0.25),
    ],
    layer: empty
      ? null
      : {
          version: 3,
          at: new Date(now - 3 * 86_400_000).toISOString(),
          corrections: 38,
          categories: ['insult', 'ads'],
        },
  };
}

export function mountAccuracy(app: Express, state: FakeDeadlines): void {
  app.get('/api/accuracy', (request, response) => {
    state.asked.push(request.url);
    if (state.mode === 'failing')
      return void response
        .status(503)
        .json({ error: { code: 'unavailable', message: 'unavailable', requestId: 'req-1' } });
    return void response.json(fakeAccuracy(Date.now(), state.mode === 'empty'));
  });
}
