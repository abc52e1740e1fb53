/** A part of the tests: jest projects that run together. */
export interface Suite {
  readonly name: string;
  readonly projects: readonly string[];
  /** 1 runs the files one after another in one process. */
  readonly workers: 1 | 2;
  /** After this the suite is ended and counts as failed. */
  readonly limitMs: number;
  readonly needs: readonly ('stores' | 'chromium')[];
}

const MINUTE = 60_000;

/** What `npm test` runs after lint, in this order. */
export const SUITES: readonly Suite[] = [
  { name: 'unit', projects: ['unit'], workers: 2, limitMs: 3 * MINUTE, needs: [] },
  { name: 'conformance', projects: ['conformance'], workers: 2, limitMs: 3 * MINUTE, needs: ['stores'] },
  { name: 'integration', projects: ['integration'], workers: 2, limitMs: 6 * MINUTE, needs: ['stores'] },
  { name: 'e2e', projects: ['e2e'], workers: 1, limitMs: 5 * MINUTE, needs: ['stores', 'chromium'] },
];

/** What `npm run test:faults` runs, and nothing else. */
export const FAULTS: Suite = {
  name: 'faults',
  projects: ['faults'],
  workers: 1,
  limitMs: 60 * MINUTE,
  needs: ['stores'],
};

/** What `npm test -- pattern` runs: every file that a pattern picks, whatever its suite. */
export const picked = (withBrowser: boolean): Suite => ({
  name: withBrowser ? 'picked tests' : 'picked tests (none of e2e: no Chromium)',
  projects: SUITES.filter(({ needs }) => withBrowser || !needs.includes('chromium')).flatMap(
    ({ projects }) => projects,
  ),
  workers: 2,
  limitMs: 10 * MINUTE,
  needs: [],
});
