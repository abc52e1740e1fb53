import { lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makePrivateDir, socketPath } from '../../../ops/services/socket-dir.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

describe('the path of a socket', () => {
  test('The path of a socket lies in the data folder while it fits', () => {
    expect(socketPath('/srv/data/mongo', 'mongo.sock')).toBe('/srv/data/mongo/run/mongo.sock');
    const exact = `/${'a'.repeat(100 - '//run/m.sock'.length)}`;
    expect(Buffer.byteLength(socketPath(exact, 'm.sock'))).toBe(100);
    expect(socketPath(exact, 'm.sock').startsWith(exact)).toBe(true);
  });

  test('A socket path beyond 100 bytes moves to the temp folder, stable and another per folder', () => {
    const long = `/srv/${'ö'.repeat(60)}`;
    const path = socketPath(long, 'mongo.sock', '/tmp');
    expect(path).toMatch(/^\/tmp\/uppsikt-\d+-[0-9a-f]{16}\/mongo\.sock$/);
    expect(socketPath(long, 'mongo.sock', '/tmp')).toBe(path);
    expect(socketPath(`${long}x`, 'mongo.sock', '/tmp')).not.toBe(path);
  });

  test('A temp folder with a long name is not trusted either', () => {
    const path = socketPath(`/srv/${'a'.repeat(120)}`, 'mongo.sock', `/var/${'t'.repeat(120)}`);
    expect(path.startsWith('/tmp/uppsikt-')).toBe(true);
  });
});

describe('the folder of a socket', () => {
  test('The folder of a socket is its owner’s alone, also where it stood open', () => {
    const dir = join(folder(), 'run');
    mkdirSync(dir, { mode: 0o755 });
    makePrivateDir(dir);
    expect(lstatSync(dir).mode & 0o777).toBe(0o700);
  });

  test('The folder of a socket is refused where somebody put a link in its place', () => {
    mkdirSync(join(folder(), 'elsewhere'));
    symlinkSync(join(folder(), 'elsewhere'), join(folder(), 'run'));
    expect(() => makePrivateDir(join(folder(), 'run'))).toThrow('belongs to another user');
  });
});
