/** A part of the tests: jest projects that run together. */
export interface Suite {
  readonly name: string;
  readonly projects: readonly string[];
  /** 1 runs the files one after another in one process. What mostly waits for programs it started takes 3 on two cores. */
  readonly workers: 1 | 2 | 3;
  /** After this the suite is ended and counts as failed. */
  readonly limitMs: number;
  /** Without MongoDB and Redis it cannot run. */
  readonly needsStores: boolean;
  /** Only the tests whose names hold this, and the rest does not count as left out. */
  readonly only?: string;
  /** Only the files whose paths hold this expression. */
  readonly paths?: string;
  /** Added to the environment of its tests. */
  readonly env?: Readonly<Record<string, string>>;
}

const MINUTE = 60_000;

/** What `npm test` runs after lint, in this order. */
export const SUITES: readonly Suite[] = [
  { name: 'unit', projects: ['unit'], workers: 2, limitMs: 6 * MINUTE, needsStores: false },
  { name: 'conformance', projects: ['conformance'], workers: 2, limitMs: 6 * MINUTE, needsStores: true },
  { name: 'integration', projects: ['integration'], workers: 3, limitMs: 15 * MINUTE, needsStores: true },
  { name: 'e2e', projects: ['e2e'], workers: 3, limitMs: 10 * MINUTE, needsStores: true },
];

/** What `npm run test:faults` runs: what a commit runs a part of, at every write and more often. */
export const FAULTS: Suite = {
  name: 'faults',
  projects: ['faults', 'integration'],
  paths: 'test/(faults|integration/(crash-points|services/kill|history))',
  env: { UPPSIKT_TEST_WHOLE: 'yes' },
  workers: 1,
  limitMs: 60 * MINUTE,
  needsStores: true,
};

/** What `npm run test:looks` runs: axe over every state, in every width, both colour schemes and at 200 %. A commit looks once. */
export const LOOKS: Suite = {
  name: 'looks',
  projects: ['e2e'],
  workers: 2,
  limitMs: 20 * MINUTE,
  needsStores: false,
  only: 'axe|finger',
  env: { UPPSIKT_TEST_LOOKS: 'all' },
};

/** What `npm run test:fuzz` runs: what a commit tries with 2,000 mutated deliveries a connector. */
export const FUZZ: Suite = {
  name: 'fuzz',
  projects: ['integration'],
  paths: 'mutated-deliveries',
  env: { UPPSIKT_TEST_FUZZ: '100000' },
  workers: 1,
  limitMs: 120 * MINUTE,
  needsStores: true,
};

/** What `npm test -- pattern` runs: every file that a pattern picks, whatever its suite. */
export const PICKED: Suite = {
  name: 'picked tests',
  projects: SUITES.flatMap(({ projects }) => projects),
  workers: 2,
  limitMs: 10 * MINUTE,
  needsStores: false,
};
