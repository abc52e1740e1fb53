/** The way by SFTP, against a real sshd. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RouteSecret, SftpSettings } from '../../../core/records/hand-over-route.ts';
import { sftpWay } from '../../../workers/hand-over/sftp-way.ts';
import { SSHD, startSshd, type TestSshd } from '../../support/sshd.ts';

const withSshd = SSHD === undefined ? describe.skip : describe;
const OTHER_KEY = `SHA256:${'A'.repeat(43)}`;

withSshd('the way by SFTP, to a real sshd (skipped where none is installed)', () => {
  let sshd: TestSshd;
  let secret: RouteSecret;
  beforeAll(async () => {
    sshd = await startSshd();
    secret = { kind: 'key', privateKey: sshd.privateKey, passphrase: null };
  }, 30_000);
  afterAll(() => sshd.stop());

  const target = (more: Partial<SftpSettings> = {}): SftpSettings => ({
    host: '127.0.0.1',
    port: sshd.port,
    user: sshd.user,
    folder: sshd.folder,
    hostKey: sshd.fingerprint,
    ...more,
  });
  const file = (name: string, text = 'innehåll', note: string | null = null) => ({
    name,
    bytes: new TextEncoder().encode(text),
    note: note === null ? null : { name: `${name}.note.txt`, text: note },
  });

  test('A file arrives whole and under its name, and nothing half is left', async () => {
    const big = 'åäö'.repeat(500_000);
    expect(await sftpWay.deliver(target(), file('a-1.zip', big), secret)).toEqual({ outcome: 'sent' });
    expect(readFileSync(path.join(sshd.folder, 'a-1.zip'), 'utf8')).toBe(big);
    expect(readdirSync(sshd.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await sftpWay.stands(target(), 'a-1.zip', secret)).toBe('whole');
    expect(await sftpWay.stands(target(), 'a-2.zip', secret)).toBeNull();
    writeFileSync(path.join(sshd.folder, '.a-3.zip.part'), 'x');
    expect(await sftpWay.stands(target(), 'a-3.zip', secret)).toBe('half');
  });

  test('A note lies beside the file that may repeat another', async () => {
    await sftpWay.deliver(target(), file('b-2.zip', 'x', 'Kan vara en upprepning.'), secret);
    expect(readFileSync(path.join(sshd.folder, 'b-2.zip.note.txt'), 'utf8')).toBe('Kan vara en upprepning.');
  });

  test('Nothing goes to a machine whose key was not confirmed, and the key that it showed is told', async () => {
    const before = readdirSync(sshd.folder).length;
    const shown = sshd.fingerprint;
    expect(await sftpWay.deliver(target({ hostKey: null }), file('c-1.zip'), secret)).toEqual({
      outcome: 'not-sent',
      cause: 'host-key-unknown',
      again: true,
      shown,
    });
    expect(await sftpWay.deliver(target({ hostKey: OTHER_KEY }), file('c-1.zip'), secret)).toEqual({
      outcome: 'not-sent',
      cause: 'host-key-changed',
      again: true,
      shown,
    });
    expect(readdirSync(sshd.folder)).toHaveLength(before);
  });

  test('Whatever fails has a name', async () => {
    const causeOf = async (more: Partial<SftpSettings>, given: RouteSecret | null = secret) => {
      const delivered = await sftpWay.deliver(target(more), file('d-1.zip'), given);
      return delivered.outcome === 'not-sent' ? delivered.cause : delivered.outcome;
    };
    expect(await causeOf({ port: 1 })).toBe('unreachable');
    expect(await causeOf({ user: 'nobody-here' })).toBe('sign-in-refused');
    expect(await causeOf({}, { kind: 'password', password: 'fel' })).toBe('sign-in-refused');
    expect(await causeOf({}, null)).toBe('sealed-secret-unreadable');
    expect(await causeOf({ folder: '/finns/inte' })).toBe('folder-missing');
  }, 30_000);

  const asRoot = userInfo().uid === 0;
  (asRoot ? test.skip : test)(
    'A folder that may not be written to has a name (skipped as root)',
    async () => {
      const folder = path.join(sshd.folder, 'locked');
      mkdirSync(folder);
      chmodSync(folder, 0o500);
      expect(await sftpWay.deliver(target({ folder }), file('e-1.zip'), secret)).toMatchObject({
        cause: 'folder-not-writable',
      });
    },
  );

  test('Receipts are found and read; files and folders beside them are not', async () => {
    writeFileSync(path.join(sshd.folder, 'a-1.zip.receipt.txt'), 'diarienummer: KS 2026/5');
    mkdirSync(path.join(sshd.folder, 'folder.receipt.json'));
    writeFileSync(path.join(sshd.folder, 'big.receipt.txt'), 'x'.repeat(100_000));
    const read: [string, string][] = [];
    await sftpWay.receipts(target(), secret, async (files) => {
      for (const receipt of files) read.push([receipt.name, new TextDecoder().decode(await receipt.read())]);
    });
    expect(read).toEqual([['a-1.zip.receipt.txt', 'diarienummer: KS 2026/5']]);
    expect(existsSync(path.join(sshd.folder, 'a-1.zip.receipt.txt'))).toBe(true);
  });
});
