/**
 * What package.json names is used, and an installation fetches only what it runs. How a package is used is read off the
 * sources and off the packages themselves: no list of exceptions.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const readAll = (pattern: string, leftOut = /^$/u): string =>
  globSync(pattern, { cwd: ROOT })
    .filter((file) => !leftOut.test(file))
    .map(read)
    .join('\n');

interface Manifest {
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(read('package.json')) as Manifest;
const named = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
const manifestOf = (name: string) =>
  JSON.parse(read(`node_modules/${name}/package.json`)) as Partial<Manifest>;

/** `ops` starts and serves an installation too; these rooms of it do not. */
const FOR_DEVELOPMENT = /^ops\/(?:bench|train|lint|test)\//u;
const product = readAll(
  '{core,connectors,classifiers,documents,server,workers,ops}/**/*.{ts,mjs}',
  FOR_DEVELOPMENT,
);
const development = [
  readAll('ops/{bench,train,lint,test}/**/*.{ts,mjs}'),
  readAll('client/{,src/**/}*.{ts,tsx,css}'),
  // A fixture of the lint rules plants imports: they use nothing.
  readAll('test/**/*.ts', /^test\/fixtures\//u),
].join('\n');

/** By a module's import, or by a style sheet's address. */
const imports = (source: string, name: string): boolean =>
  new RegExp(`(?:from|import|resolve|require|url)\\s*\\(?\\s*['"]${name}(?:/[^'"]*)?['"]`, 'u').test(source);

/** Whom of `names` asks for the package beside it: npm installs such a one only where it is named. */
const isPeerOf = (name: string, names: readonly string[]): boolean =>
  names.some((other) => name in (manifestOf(other).peerDependencies ?? {}));

/** A tool is run, not imported: by a script of package.json under its command's name, or by the path of its file. */
function isRun(name: string): boolean {
  const { bin = {} } = manifestOf(name);
  const commands = typeof bin === 'string' ? { [path.basename(name)]: bin } : bin;
  const scripts = Object.values(manifest.scripts).join('\n');
  return Object.entries(commands).some(
    ([command, file]) =>
      new RegExp(`(?:^|&& )${command} `, 'mu').test(scripts) ||
      `${development}\n${product}`.includes(`${name}/${file.replace(/^\.\//u, '')}'`),
  );
}

/** Types of a package that is used, or of the runtime and the test runner that tsconfig.json names. */
function isTypesOfUsed(name: string): boolean {
  const described = /^@types\/(.+)$/u.exec(name)?.[1]?.replace(/^(.+)__(.+)$/u, '@$1/$2');
  if (described === undefined) return false;
  const { compilerOptions } = JSON.parse(read('tsconfig.json')) as { compilerOptions: { types: string[] } };
  return named.includes(described) || compilerOptions.types.includes(described);
}

describe('package.json', () => {
  test('Every dependency is imported by code that an installation runs, or a peer of one that is', () => {
    const used = Object.keys(manifest.dependencies).filter((name) => imports(product, name));
    const unused = Object.keys(manifest.dependencies).filter(
      (name) => !used.includes(name) && !isPeerOf(name, used),
    );
    expect(unused).toEqual([]);
  });

  test('Every package of development is imported there, run by its command, or describes types that are used', () => {
    const unused = Object.keys(manifest.devDependencies).filter(
      (name) => !imports(development, name) && !isRun(name) && !isTypesOfUsed(name),
    );
    expect(unused).toEqual([]);
  });

  test('Every package is named once, at one exact version, and installed at that', () => {
    expect(named).toEqual([...new Set(named)]);
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect([name, version, existsSync(path.join(ROOT, 'node_modules', name))]).toEqual([
        name,
        expect.stringMatching(/^\d+\.\d+\.\d+$/u),
        true,
      ]);
  });
});
