import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkClock } from '../../../ops/lint/clock.ts';
import type { Finding } from '../../../ops/lint/finding.ts';
import { checkTenant } from '../../../ops/lint/tenant.ts';

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

describe('every query names its tenant', () => {
  const dir = join(FIXTURES, 'tenant');

  test('each planted one is found, and nothing else', () => {
    expect(planted(dir).length).toBeGreaterThan(15);
    expect(places(checkTenant(dir))).toEqual(planted(dir));
  });

  test('the remedy is named', () => {
    for (const { instead } of checkTenant(dir)) expect(instead).toMatch(/tenantId.*overAllTenants\('why'\)/u);
  });
});

describe('pure code reads no clock', () => {
  const dir = join(FIXTURES, 'clock');

  test('each planted reading is found, and nothing else', () => {
    expect(places(checkClock(dir))).toEqual(planted(dir));
  });

  test('A pure file of a subject, a contract, a classifier and the kernel file they rest on are each looked at', () => {
    for (const start of ['core/deadlines/', 'core/inbox/wrong.contract', 'classifiers/', 'core/kernel/ids'])
      expect(planted(dir).some((place) => place.startsWith(start))).toBe(true);
  });
});
