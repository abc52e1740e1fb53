/** The board and the alarm rules that ship with it ask for metrics that exist. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const told = globSync('server/**/*.ts', { cwd: ROOT }).map(read).join('\n');

test.each([
  'docs/grafana.json',
  'docs/examples/alarm-rules.yaml',
  'docs/operations.md',
])('Every metric that %s names is one that the server tells', (file) => {
  const names = read(file).match(/\buppsikt_[a-z_]+[a-z]/gu) ?? [];
  expect(names.length).toBeGreaterThan(5);
  const unknown = names.filter((name) => !told.includes(`'${name.replace(/_(?:bucket|count)$/u, '')}'`));
  expect(unknown).toEqual([]);
});
