import { FAULTS, SUITES } from './suites.ts';

const MINUTE_MS = 60_000;

/** What `npm test -- --help` prints. */
export function usage(): string {
  const width = Math.max(...[...SUITES, FAULTS].map(({ name }) => name.length));
  const suites = SUITES.map(
    ({ name, limitMs, needsStores }) =>
      `  ${name.padEnd(width)}  test/${name}, at most ${limitMs / MINUTE_MS} minutes${needsStores ? ', on a real MongoDB and Redis' : ''}`,
  );
  return `npm test [-- PATTERN…] [jest's options]

  Without a pattern: lint, the client's build, then
${suites.join('\n')}

  PATTERN      only the test files whose path holds it, of any suite: npm test -- integration/api
  -t NAME      only the tests whose name holds it, and whatever else jest takes (--detectOpenHandles …)
  --help       this

npm run test:faults [-- PATTERN…]   the suite of faults alone: stores that are killed, frozen and cut off
npm run lint                        the checks alone

The last line is "N passed, N failed, N skipped"; exit 0 where nothing failed. Settings of the product are left out of
the tests' environment, so that none is pointed at a real store. CHROMIUM_BINARY, MONGOD_BINARY and REDIS_BINARY name
programs; what else is read stands in the README's table.
`;
}
