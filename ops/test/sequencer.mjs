// The long ones first, so that no worker waits for another at the end: a fresh clone has no times of an earlier run.
import { createRequire } from 'node:module';

// CommonJS inside, and jest loads this file as a module
const Sequencer = createRequire(import.meta.url)('@jest/test-sequencer').default;

const LONG = [
  '/query-plans',
  '/nothing-lost/',
  '/crash-points/',
  '/operations/backup',
  '/ingest/order',
  '/ingest/edits-without-end',
  '/services/kill',
  '/services/parent-death',
  '/images/model',
  '/api/sessions',
  '/e2e/deciding',
  '/e2e/hand-over',
  '/e2e/lists',
  '/client-axe',
  '/client-states',
  '/e2e/policies',
  '/e2e/contract',
  '/learned/retrain',
];

const rank = ({ path }) => {
  const place = LONG.findIndex((part) => path.includes(part));
  return place < 0 ? LONG.length : place;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
