import { PROJECT_DIR } from '../services/cache.ts';
import { checkImports } from './boundaries/cruise.ts';
import { checkClock } from './clock.ts';
import { checkLength } from './length.ts';
import { assess, type Check } from './outcome.ts';
import { checkParameterNames } from './parameter-names.ts';
import { checkSettingsTable } from './settings-table.ts';
import { ROOMS } from './sources.ts';
import { checkTenant } from './tenant.ts';
import { checkTestNames } from './test-names.ts';
import { runTool } from './tool.ts';

const TYPES =
  'Make the types true instead of silencing them: narrow, parse with zod, or correct the declaration.';
const FORMAT = 'Run `npm run format`, which mends most of it; change by hand what it names.';

/** The steps of `npm run lint`, in their order. */
export const CHECKS: readonly Check[] = [
  { name: 'types', run: () => runTool('typescript/bin/tsc', ['-p', '.'], TYPES) },
  {
    name: 'types of the client',
    run: () => runTool('typescript/bin/tsc', ['-p', 'client'], TYPES),
  },
  {
    name: 'imports',
    run: async () => assess((await checkImports(PROJECT_DIR, ROOMS)).findings),
  },
  { name: 'tenant in every query', run: async () => assess(checkTenant(PROJECT_DIR)) },
  { name: 'no clock in pure code', run: async () => assess(checkClock(PROJECT_DIR)) },
  { name: 'parameter names', run: async () => assess(checkParameterNames(PROJECT_DIR)) },
  { name: 'length of files', run: async () => assess(checkLength(PROJECT_DIR)) },
  { name: 'test names', run: async () => assess(checkTestNames(PROJECT_DIR)) },
  {
    name: 'style and format',
    run: () =>
      runTool(
        '@biomejs/biome/bin/biome',
        ['check', '--diagnostic-level=error', '--max-diagnostics=50', '.'],
        FORMAT,
      ),
  },
  {
    name: 'settings in the README',
    run: async () => {
      const findings = checkSettingsTable(PROJECT_DIR);
      return findings === null ? { status: 'skipped', why: 'there is no README.md yet' } : assess(findings);
    },
  },
];
