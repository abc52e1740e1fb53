/** A real sshd of this machine on a high port, with keys and a folder of its own. Null: there is none here. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createConnection, createServer } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { dataFolder } from './stores.ts';

const run = promisify(execFile);
const BINARIES = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'];
const SFTP_SERVERS = [
  '/usr/lib/openssh/sftp-server',
  '/usr/libexec/openssh/sftp-server',
  '/usr/lib/ssh/sftp-server',
];

const found = (files: readonly string[]): string | undefined => files.find((file) => existsSync(file));
export const SSHD = found(BINARIES);

export interface TestSshd {
  readonly port: number;
  readonly user: string;
  readonly privateKey: string;
  /** `SHA256:…` of its host key. */
  readonly fingerprint: string;
  /** Where the other machine's folder lies on this one. */
  readonly folder: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('data', () => resolve(true)).once('error', () => resolve(false));
    socket.once('data', () => socket.destroy());
  });

export async function startSshd(): Promise<TestSshd> {
  const binary = SSHD;
  if (binary === undefined) throw new Error('There is no sshd here.');
  const folder = dataFolder();
  const at = (name: string): string => path.join(folder.path, name);
  for (const name of ['host', 'client'])
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', at(name)]);
  mkdirSync(at('in'));
  mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  writeFileSync(at('authorized_keys'), readFileSync(at('client.pub')), { mode: 0o600 });
  const settings = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host')}`,
    `AuthorizedKeysFile ${at('authorized_keys')}`,
    `PidFile ${at('pid')}`,
    'PasswordAuthentication no',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin yes',
    `Subsystem sftp ${found(SFTP_SERVERS) ?? 'internal-sftp'}`,
  ];
  writeFileSync(at('config'), `${settings.join('\n')}\n`);
  const child = spawn(binary, ['-D', '-e', '-f', at('config')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error('The sshd did not come up.');
    await delay(50);
  }
  const { stdout } = await run('ssh-keygen', ['-l', '-f', at('host.pub')]);
  return {
    port,
    user: userInfo().username,
    privateKey: readFileSync(at('client'), 'utf8'),
    fingerprint: stdout.split(' ')[1] ?? '',
    folder: at('in'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      folder.remove();
    },
  };
}
