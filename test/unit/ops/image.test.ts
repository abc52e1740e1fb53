/** What the image and compose.yaml leave out of what the program needs. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Settings } from '../../../core/kernel/config.ts';

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
}

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
  const sharp = packages['node_modules/sharp'] as { optionalDependencies: Record<string, string> };

  /** Whether `npm ci` with these flags installs it, where its machine is the right one. */
  const isInstalled = ({ dev, optional }: Locked, flags: string): boolean =>
    !(dev && flags.includes('--omit=dev')) && !(optional && flags.includes('--omit=optional'));

  test('The image holds what sharp needs to read a picture on either machine', () => {
    const flags = /AS packages\n(?:RUN|#).*(npm ci[^\\&\n]*)/u.exec(dockerfile)?.[1] ?? '';
    expect(flags).toContain('--omit=dev');
    const own = Object.keys(sharp.optionalDependencies).filter((name) => /linux-(?:x64|arm64)$/u.test(name));
    expect(own).toHaveLength(4);
    const left = own.filter((name) => !isInstalled(packages[`node_modules/${name}`] ?? {}, flags));
    expect(left).toEqual([]);
  });

  test('The image is built with every folder of the program', () => {
    const root = new URL('../../../', import.meta.url);
    const holdsCode = (folder: string): boolean =>
      readdirSync(new URL(`${folder}/`, root), { encoding: 'utf8', recursive: true }).some((name) =>
        name.endsWith('.ts'),
      );
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules|test$|docs$|client$)/u.test(entry.name))
      .map(({ name }) => name)
      .filter(holdsCode);
    expect(folders).toEqual(expect.arrayContaining(['core', 'server', 'workers', 'ops']));
    const ignored = read('.dockerignore').split('\n');
    for (const folder of folders) {
      expect(dockerfile).toContain(`\nCOPY ${folder} ${folder}\n`);
      expect(ignored).toContain(`!${folder}`);
    }
  });

  test('The image holds no Node but its own', () => {
    const laptops = Object.keys(packages).filter((name) => /^node_modules\/node-linux-/u.test(name));
    expect(laptops).toHaveLength(2);
    expect(dockerfile).toContain('rm -rf node_modules/node-linux-* node_modules/.bin/node');
  });
});

describe('compose.yaml', () => {
  /** Set by the image, or of no use where MongoDB and Redis are containers. */
  const NOT_PASSED = [
    ...['PORT', 'HOST', 'DATA_DIR', 'NODE_ENV'],
    ...['DEMO', 'MONGOD_BINARY', 'REDIS_BINARY', 'CLOCK_OFFSET_MS'],
  ];
  const compose = read('compose.yaml');
  const [app = '', services = ''] = compose.split(/^services:$/mu);
  const worker = services.slice(services.indexOf('\n  worker:'), services.indexOf('\n  mongo:'));
  const named = (text: string): string[] =>
    [...text.matchAll(/^ +([A-Z][A-Z0-9_]+): /gmu)].map(([, name]) => name ?? '');

  test('The file compose.yaml passes every setting on to the worker', () => {
    const expected = Object.keys(Settings.shape).filter((name) => !NOT_PASSED.includes(name));
    expect(worker).toContain('<<: *settings');
    expect([...named(app), ...named(worker)].sort()).toEqual(expected.sort());
  });

  test('The file compose.yaml shows the worker the folder of a model', () => {
    expect(worker).toMatch(/\$\{SECOND_OPINION_FOLDER:-no-model\}:\/model:ro/u);
    expect(worker).toMatch(/SECOND_OPINION_FOLDER: \/model$/mu);
  });

  test('Every container of compose.yaml has a limit for its log and its memory', () => {
    const blocks = services.split(/\n(?= {2}[a-z]+:\n)/u).filter((block) => / {4}(?:image|<<):/u.test(block));
    expect(blocks).toHaveLength(4);
    for (const block of blocks) {
      expect(block).toMatch(/<<: \*(?:limited|app)/u);
      expect(block).toMatch(/mem_limit: /u);
    }
    expect(app).toMatch(/max-size: \d+m, max-file: /u);
    expect(app).toMatch(/stop_grace_period: /u);
  });

  test('The MongoDB of compose.yaml has a password, logs no operation and is of the major that is tested', () => {
    const mongo = services.slice(services.indexOf('\n  mongo:'), services.indexOf('\n  redis:'));
    expect(mongo).toContain('--keyFile=');
    expect(mongo).toContain('--slowms=2147483647');
    expect(mongo).toContain('MONGO_INITDB_ROOT_PASSWORD: ${MONGODB_PASSWORD:?');
    const tested = /atLeast: \[(\d+), (\d+)\]/u.exec(read('ops/services/mongod-binary.ts'));
    expect(mongo).toContain(`image: mongo:${tested?.[1]}.${tested?.[2]}`);
  });
});
