import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkClock, PURE_IN } from '../../../ops/lint/clock.ts';
import type { Finding } from '../../../ops/lint/finding.ts';
import { checkLength, MAX_LINES } from '../../../ops/lint/length.ts';
import { checkParameterNames, NOUNS_IN } from '../../../ops/lint/parameter-names.ts';
import { ROOMS } from '../../../ops/lint/sources.ts';
import { checkTenant, QUERYING } from '../../../ops/lint/tenant.ts';
import { checkTestNames, faultOf } from '../../../ops/lint/test-names.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'lint');

/** `file:line` of every line that ends in `// planted`. */
function planted(dir: string): string[] {
  return globSync('**/*.ts', { cwd: dir })
    .flatMap((file) =>
      readFileSync(join(dir, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (line.endsWith('// planted') ? [`${file}:${index + 1}`] : [])),
    )
    .sort();
}

const places = (findings: readonly Finding[]) =>
  [...new Set(findings.map(({ file, line }) => `${file}:${line}`))].sort();

test('Each folder that a rule looks at exists in the house', () => {
  for (const path of [...ROOMS, ...PURE_IN, ...QUERYING, ...NOUNS_IN])
    expect([path, existsSync(join(PROJECT_DIR, path))]).toEqual([path, true]);
});

describe('every query names its tenant', () => {
  const dir = join(FIXTURES, 'tenant');

  test('Each planted query without a tenant is found, and nothing else', () => {
    expect(planted(dir).length).toBeGreaterThan(15);
    expect(places(checkTenant(dir))).toEqual(planted(dir));
  });

  test('The remedy for a query without a tenant is named', () => {
    for (const { instead } of checkTenant(dir)) expect(instead).toMatch(/tenantId.*overAllTenants\('why'\)/u);
  });
});

describe('pure code reads no clock', () => {
  const dir = join(FIXTURES, 'clock');

  test('Each planted reading of a clock is found, and nothing else', () => {
    expect(places(checkClock(dir))).toEqual(planted(dir));
  });

  test('A pure file of a subject, a contract, a classifier and the kernel file they rest on are each looked at', () => {
    for (const start of ['core/deadlines/', 'core/inbox/wrong.contract', 'classifiers/', 'core/kernel/ids'])
      expect(planted(dir).some((place) => place.startsWith(start))).toBe(true);
  });
});

describe('parameters are nouns', () => {
  const dir = join(FIXTURES, 'parameter-names');

  test('Each planted parameter is found, and nothing else', () => {
    expect(planted(dir).length).toBeGreaterThan(5);
    expect(places(checkParameterNames(dir))).toEqual(planted(dir));
  });
});

describe('files are short', () => {
  const dir = mkdtempSync(join(tmpdir(), 'uppsikt-length-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  function write(file: string, lines: number, head = ''): void {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), `${head}${'\n'.repeat(lines)}`);
  }

  test('A file above the limit is found unless it says why or biome.json leaves it out', () => {
    write('biome.json', 0, '{"files":{"includes":["**","!client/src/theme"]}}');
    write('core/inbox/fits.ts', MAX_LINES);
    write('core/inbox/long.ts', MAX_LINES + 1);
    write('client/src/inbox/long.css', MAX_LINES + 1);
    write('client/src/theme/generated.css', MAX_LINES + 1);
    write('server/excused.ts', MAX_LINES + 1, '/** Long because: one table. */');
    write('server/no-reason.ts', MAX_LINES + 1, '/** Long because: */');
    write('workers/too-late.ts', MAX_LINES + 1, '\n\n\n\n\n/** Long because: one table. */');
    write('ops/data.json', MAX_LINES + 1);
    const findings = checkLength(dir);
    expect(findings.map(({ file }) => file)).toEqual([
      'client/src/inbox/long.css',
      'core/inbox/long.ts',
      'server/no-reason.ts',
      'workers/too-late.ts',
    ]);
    for (const { instead } of findings) expect(instead).toMatch(/Split.*Long because/u);
  });
});

describe('every test name is a sentence', () => {
  const dir = join(FIXTURES, 'test-names');

  test('Each planted name is found, and nothing else', () => {
    expect(planted(dir).length).toBeGreaterThan(10);
    expect(places(checkTestNames(dir))).toEqual(planted(dir));
  });

  test.each([
    ['%s', 'holds nothing but a datum'],
    ['$user.name: %j', 'holds nothing but a datum'],
    ['late edits find their place', 'begins with a small letter'],
    ['done, again done', 'begins with a small letter'],
    ['Late edit', 'has fewer than 3 words'],
    ['%s is none', 'has fewer than 3 words'],
  ])('The name %j is refused, for it %s', (name, fault) => {
    expect(faultOf(name)).toBe(fault);
  });

  test.each([
    'A late edit finds its place',
    'Éva’s edit comes first',
    'The hour %s of a holiday does not count',
    'docs/roles.md says who may',
    'compose.yaml passes every setting on',
    'labelsFor gives none',
    '`from` may be missing',
  ])('The name %j counts as a sentence', (name) => {
    expect(faultOf(name)).toBeUndefined();
  });

  test('The remedy shows a sentence and one around a datum', () => {
    for (const { instead } of checkTestNames(dir)) expect(instead).toMatch(/late edit.*hour %s/u);
  });
});
