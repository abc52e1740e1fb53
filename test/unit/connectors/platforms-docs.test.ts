/** docs/platforms.md says of the platforms what their connectors say, and of Bluesky's files what there is. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { connectors } from '../../../connectors/index.ts';
import type { Connector } from '../../../core/actions/connector.ts';
import { type Capabilities, NO_CAPABILITIES } from '../../../core/kernel/platform.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const docs = read('docs/platforms.md');
const lines = docs.split('\n');
const ACTS = [...Object.keys(NO_CAPABILITIES), 'onMessages'] as (keyof Capabilities)[];

function cellOf(value: Capabilities[keyof Capabilities]): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === true ? 'yes' : value ? String(value) : '–';
}

function rowOf({ platform, webhook, poll, actions }: Connector): string {
  const hears = [webhook === null ? [] : 'pushed', poll === null ? [] : 'looked at'].flat().join(', ');
  const acts = ACTS.map((act) => cellOf(actions.capabilities[act]));
  return `| ${[platform, hears, ...acts].join(' | ')} |`;
}

const filesIn = (patterns: readonly string[]): string[] =>
  globSync([...patterns], { cwd: ROOT })
    .map((file) => file.split(path.sep).join('/'))
    .sort();
/** The list below a line that begins with these words. */
function listBelow(start: string): string[] {
  const from = lines.findIndex((line) => line.startsWith(start));
  const rest = lines.slice(from + 2);
  const end = rest.findIndex((line) => !line.startsWith('- `'));
  return rest.slice(0, end).map((line) => /`([^`]+)`/u.exec(line)?.[1] ?? '');
}

describe('docs/platforms.md', () => {
  test('The table names every ability', () => {
    expect(docs).toContain(`| ${['Platform', 'Hears', ...ACTS].join(' | ')} |`);
  });

  test.each(
    connectors.map((connector) => [connector.platform, connector] as const),
  )('The row of %s is what its connector says', (_platform, connector) => {
    expect(lines).toContain(rowOf(connector));
  });

  test('There is no row of a platform that cannot be connected', () => {
    const from = lines.findIndex((line) => line.startsWith('| Platform |'));
    const rows = lines.slice(from + 2, lines.indexOf('', from));
    expect(rows).toHaveLength(connectors.length);
  });

  test('The list of what Bluesky needed is its folder', () => {
    expect(listBelow('What Bluesky needed')).toEqual(filesIn(['connectors/bluesky/*']));
  });

  test('Elsewhere the product knows its name alone, in the files that are listed', () => {
    const product = filesIn([
      '{core,server,workers,documents}/**/*.{ts,json}',
      'client/src/**/*.{ts,tsx,json,css}',
    ]);
    const naming = product.filter((file) => /bluesky/iu.test(read(file)));
    expect(listBelow('Its name was known')).toEqual(naming);
  });
});
