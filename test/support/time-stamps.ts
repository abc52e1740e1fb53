/**
 * Time stamps as anybody could make them: own authorities, own certificates, own times. openssl signs; what is signed is
 * put together here, since openssl itself refuses to stamp with a certificate that is not for it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { imprintOf, SHA256 } from '../../core/kernel/time-stamp.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
export const POLICY = '1.2.3.4.1';

const PURPOSES = {
  stamping: 'extendedKeyUsage = critical,timeStamping',
  'not-critical': 'extendedKeyUsage = timeStamping',
  'one-of-two': 'extendedKeyUsage = critical,timeStamping,codeSigning',
  none: 'keyUsage = digitalSignature',
  ca: 'basicConstraints = critical,CA:TRUE',
} as const;

export interface CertificateAsked {
  readonly purpose?: keyof typeof PURPOSES;
  /** Absent: it signs itself. */
  readonly by?: string;
  readonly days?: number;
}

export interface StampAsked {
  readonly signer: string;
  /** Names of certificates that come along. */
  readonly beside?: readonly string[];
  /** Of whom the signature says that they made it. */
  readonly namesSigner?: boolean;
  readonly at?: Date;
  readonly nonce?: Uint8Array;
  readonly policy?: string;
}

export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface Stamps {
  /** Makes a key and a certificate of that name; its path. */
  certificate(name: string, asked?: CertificateAsked): string;
  der(name: string): Uint8Array;
  stamp(text: string, asked: StampAsked): Uint8Array;
  close(): void;
}

export function createStamps(): Stamps {
  const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-stamps-'));
  const file = (name: string): string => path.join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const sections = Object.entries(PURPOSES).map(([name, line]) => `[${name}]\n${line}\n`);
  writeFileSync(file('extensions.cnf'), sections.join(''));

  const info = (text: string, { at = new Date(), nonce, policy = POLICY }: StampAsked): Uint8Array =>
    new Uint8Array(
      new pkijs.TSTInfo({
        version: 1,
        policy,
        messageImprint: new pkijs.MessageImprint({
          hashAlgorithm: new pkijs.AlgorithmIdentifier({
            algorithmId: SHA256,
            algorithmParams: new asn1js.Null(),
          }),
          hashedMessage: new asn1js.OctetString({ valueHex: Uint8Array.from(imprintOf(text)).buffer }),
        }),
        serialNumber: new asn1js.Integer({ value: 7 }),
        genTime: at,
        ...(nonce && { nonce: new asn1js.Integer({ valueHex: Uint8Array.from(nonce).buffer }) }),
      })
        .toSchema()
        .toBER(),
    );
  return {
    certificate(name, { purpose = 'stamping', by, days = 30 } = {}) {
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
      openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      const signing =
        by === undefined
          ? ['-signkey', `${name}.key`]
          : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'];
      const uses = ['-extfile', 'extensions.cnf', '-extensions', purpose];
      const out = ['-days', String(days), '-out', `${name}.pem`];
      openssl('x509', '-req', '-in', `${name}.csr`, ...signing, ...uses, ...out);
      return file(`${name}.pem`);
    },
    der: (name) => openssl('x509', '-in', `${name}.pem`, '-outform', 'DER'),
    stamp(text, asked) {
      const { signer, beside = [], namesSigner = true } = asked;
      writeFileSync(file('info'), info(text, asked));
      writeFileSync(file('beside.pem'), beside.map((name) => readFileSync(file(`${name}.pem`))).join(''));
      const as = ['-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-md', 'sha256'];
      const more = [
        ...(beside.length > 0 ? ['-certfile', 'beside.pem'] : []),
        ...(namesSigner ? ['-cades'] : []),
      ];
      const kind = ['-binary', '-nodetach', '-econtent_type', TST_INFO, '-outform', 'DER'];
      openssl('cms', '-sign', '-in', 'info', '-out', 'token', ...kind, ...as, ...more);
      const token = pkijs.ContentInfo.fromBER(Uint8Array.from(readFileSync(file('token'))).buffer);
      const status = new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.granted });
      const response = new pkijs.TimeStampResp({ status, timeStampToken: token });
      return new Uint8Array(response.toSchema().toBER());
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
