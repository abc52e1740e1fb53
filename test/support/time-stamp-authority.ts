/** A time stamp authority on this machine: openssl behind an HTTP address. Null where there is no openssl. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

const CONFIG = `[tsa]
default_tsa = tsa1
[tsa1]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[stamping]
extendedKeyUsage = critical,timeStamping
`;

export interface Authority {
  readonly url: string;
  /** Who stands behind it, in PEM. */
  readonly caFile: string;
  /** Whether openssl itself finds the answer good for this text. */
  verifies(answer: Uint8Array, text: string): boolean;
  stop(): Promise<void>;
}

export async function timeStampAuthority(): Promise<Authority | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-tsa-'));
  const file = (name: string): string => path.join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  try {
    openssl('version');
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  writeFileSync(file('tsa.cnf'), CONFIG);
  writeFileSync(file('serial'), '01\n');
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '30',
    '-subj',
    '/CN=Test CA',
  );
  openssl('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Test TSA');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30'];
  const uses = ['-extfile', 'tsa.cnf', '-extensions', 'stamping'];
  openssl('x509', '-req', '-in', 'tsa.csr', ...signing, '-out', 'tsa.pem', ...uses);

  const server = createServer(async (req, res) => {
    writeFileSync(file('q.tsq'), await buffer(req));
    const config = ['-config', 'tsa.cnf', '-section', 'tsa1'];
    openssl('ts', '-reply', ...config, '-queryfile', 'q.tsq', '-out', 'r.tsr');
    res.setHeader('content-type', 'application/timestamp-reply').end(readFileSync(file('r.tsr')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    caFile: file('ca.pem'),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    verifies(answer, text) {
      writeFileSync(file('v.tsr'), answer);
      writeFileSync(file('v.txt'), text);
      try {
        openssl('ts', '-verify', '-data', 'v.txt', '-in', 'v.tsr', '-CAfile', 'ca.pem');
        return true;
      } catch {
        return false;
      }
    },
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
