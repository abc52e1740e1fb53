import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkImports } from '../../../ops/lint/boundaries/cruise.ts';
import { RULES } from '../../../ops/lint/boundaries/rules.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'lint', 'boundaries');
/** The house in small, with what the rules must let through. */
const ALLOWED = 'allowed';

const foldersOf = (dir: string) => readdirSync(dir).filter((name) => !name.includes('.'));

/** The files of a fixture that hold a violation; they say so on their first line. */
function planted(dir: string): string[] {
  const files = globSync('**/*.{ts,tsx}', { cwd: dir });
  return files.filter((file) => readFileSync(join(dir, file), 'utf8').startsWith('// planted')).sort();
}

describe('the rules about imports', () => {
  test('Each rule has a planted violation, and each planted violation a rule', () => {
    const fixtures = readdirSync(FIXTURES).filter((name) => name !== ALLOWED);
    expect(fixtures.sort()).toEqual(RULES.map(({ name }) => name).sort());
  });

  test.each(
    RULES.map(({ name }) => name),
  )('The rule %s fires where it should, and nothing else does', async (name) => {
    const dir = join(FIXTURES, name);
    const { findings } = await checkImports(dir, foldersOf(dir));
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set([name]));
    expect([...new Set(findings.map(({ file }) => file))].sort()).toEqual(planted(dir));
  });

  test('Every import that the table allows passes', async () => {
    const dir = join(FIXTURES, ALLOWED);
    const { findings, files } = await checkImports(dir, foldersOf(dir));
    expect(findings).toEqual([]);
    expect(files).toBeGreaterThan(20);
  });

  test('A rule names no path that does not exist in the house', () => {
    const files = globSync(
      '{core,connectors,classifiers,documents,server,workers,client,ops,test}/**/*.{ts,tsx}',
      {
        cwd: PROJECT_DIR,
      },
    );
    const outside = /node_modules|^\^\(node:\)|\$1/u;
    const patterns = RULES.flatMap((rule) =>
      [rule.from, 'to' in rule ? rule.to : {}]
        .flatMap(({ path, pathNot }: { path?: string | string[]; pathNot?: string | string[] }) => [
          path,
          pathNot,
        ])
        .flat()
        .filter((path) => path !== undefined),
    );
    for (const pattern of patterns.filter((path) => !outside.test(path)))
      expect({ pattern, matches: files.some((file) => new RegExp(pattern, 'u').test(file)) }).toEqual({
        pattern,
        matches: true,
      });
  });

  test('Each rule says what to do instead', () => {
    for (const { comment } of RULES) expect(comment).toMatch(/^[A-Za-z].{60,}\.$/u);
  });
});
