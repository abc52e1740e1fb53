/** Every command of `uppsikt` says how it is used, without a store and as a success. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const CLI = path.resolve(import.meta.dirname, '../../../ops/cli.ts');
const uppsikt = (...argv: string[]) =>
  promisify(execFile)(process.execPath, [CLI, ...argv], { env: { PATH: process.env.PATH } });

const { stdout: help } = await uppsikt('--help');
const commands = [...help.matchAll(/^ {2}([a-z-]+) {2}/gmu)].map(([, name]) => name ?? '');

test('The help lists the commands', () => {
  expect(commands).toEqual(expect.arrayContaining(['token', 'sign-in', 'policy', 'bench', 'simulate']));
});

test.each(commands)('The help of %s shows its usage and no error', async (command) => {
  const { stdout, stderr } = await uppsikt(command, '--help');
  expect(stdout).toMatch(new RegExp(`${command} `, 'u'));
  expect(stderr).toBe('');
}, 30_000);

test.each([
  ['token', ['--role', '--name', '--accounts', '--days', 'communications-unit']],
  ['sign-in', ['--role', '--as', 'administrator']],
  ['policy', ['show', 'try FILE', 'set FILE', '--days', '--account']],
  ['bench', ['pipeline', 'deadline-tick']],
])(
  'The help of %s names what it takes',
  async (command, words) => {
    const { stdout } = await uppsikt(command, '--help');
    for (const word of words) expect(stdout).toContain(word);
  },
  30_000,
);

test('A call without a command is wrong usage: the help on stderr, exit 2', async () => {
  const failure = await uppsikt().catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 2, stdout: '', stderr: help });
}, 30_000);

test('An external id that no platform has is refused before any store is opened', async () => {
  const people = ['--admins', 'a@x.example,b@x.example', '--unit', 'u@x.example', '--board', 'KS'];
  const page = ['--platform', 'facebook', '--country', 'SE', '--name', 'x', '--external-id', '1'.repeat(300)];
  const failure = await uppsikt('account', 'add', ...page, ...people).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 2, stderr: expect.stringContaining('--external-id') });
}, 30_000);
