/** `uppsikt verify-evidence`: is a package, or one capture, what was sealed? Without a store and without a network. */
import { readFileSync } from 'node:fs';
import { certificatesIn } from '../../core/kernel/certificate-chain.ts';
import { sha256 } from '../../core/kernel/ids.ts';
import { checkTimeStamp, type StampExpected } from '../../core/kernel/time-stamp-check.ts';
import { TIME_STAMP_PATH } from '../../core/records/evidence-files.ts';
import { checkCapture } from '../../core/records/proof/check-capture.ts';
import { type Check, checkPackage, type FileOnHand } from '../../core/records/proof/check-package.ts';
import { fromItsRoot, isPackage } from '../../core/records/proof/find-package.ts';
import { recordCatalogue } from '../../core/records/record-words.ts';
import { NotAPackage, type OnDisk, packageOnDisk } from './package-on-disk.ts';
import { type Io, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt verify-evidence PATH [--tsa-ca FILE] [--tsa-policy OID]

  PATH is an evidence package (a folder or a zip) or one capture as JSON.
  Prints each check on a line of its own. Nothing is looked up: no store, no network.

  --tsa-ca FILE     certificates (PEM) of the authorities whose time stamps you believe (or TSA_CA_FILE);
                    without it, who signed is named, and that nobody has checked it
  --tsa-policy OID  the policy by which the authority must have stamped (or TSA_POLICY)

  Exit: 0 intact, 1 altered, missing or reordered, 2 not a package.
`;

const INTACT = 0;
const ALTERED = 1;
const NOT_A_PACKAGE = 2;

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** The last hash of the first stretch, which the stamp is over. */
function stampedHash(files: readonly FileOnHand[]): string | null {
  const chain = files.find(({ path }) => path === 'chain.json')?.bytes;
  try {
    const { stretches } = (chain && jsonOf(chain)) as { stretches: { hash: string }[][] };
    const hash = stretches[0]?.at(-1)?.hash;
    return typeof hash === 'string' ? hash : null;
  } catch {
    return null;
  }
}

async function timeStampCheck(files: readonly FileOnHand[], expected: StampExpected): Promise<Check> {
  const kind = 'time-stamp';
  const stamp = files.find(({ path }) => path === TIME_STAMP_PATH);
  if (stamp === undefined) return { kind, subject: TIME_STAMP_PATH, fault: null, note: 'no-time-stamp' };
  const hash = stampedHash(files);
  if (!stamp.bytes || hash === null) return { kind, subject: TIME_STAMP_PATH, fault: 'altered' };
  const found = await checkTimeStamp(stamp.bytes, hash, expected);
  if (found.at === undefined) return { kind, subject: TIME_STAMP_PATH, fault: found.fault };
  const check = {
    kind,
    subject: `${found.at.toISOString()}, ${found.authority},`,
    fault: found.fault,
  } as const;
  const isUnchecked = expected.authorities === null && check.fault === null;
  return isUnchecked ? { ...check, note: 'authority-not-checked' } : check;
}

async function checksOf(found: OnDisk, expected: StampExpected): Promise<Check[]> {
  const no = new NotAPackage('This is no evidence package and no capture.');
  if (found.kind === 'json') {
    const checks = checkCapture(jsonOf(found.bytes));
    if (checks === null) throw no;
    return checks;
  }
  const files = fromItsRoot(found.files);
  if (!isPackage(files)) throw no;
  return [...found.checks, ...checkPackage(files, sha256), await timeStampCheck(files, expected)];
}

/** Whom to believe, as the person who checks says. */
function expectedFrom(argv: string[]): StampExpected {
  const given = options(argv, { 'tsa-ca': { type: 'string' }, 'tsa-policy': { type: 'string' } });
  const file = given['tsa-ca'] ?? (process.env.TSA_CA_FILE?.trim() || undefined);
  const policy = given['tsa-policy'] ?? (process.env.TSA_POLICY?.trim() || null);
  try {
    const authorities = file === undefined ? null : certificatesIn(readFileSync(file, 'utf8'));
    return { authorities, policy, nonce: null };
  } catch {
    throw new UsageError('--tsa-ca (or TSA_CA_FILE) must name a file with certificates in PEM.');
  }
}

type ProofWords = ReturnType<typeof recordCatalogue>['proof'];

function lineOf({ kind, subject, fault, note }: Check, words: ProofWords): string {
  const outcome = fault !== null ? 'FAULT  ' : note === undefined ? 'ok     ' : 'NOTE   ';
  const said = fault !== null ? words.fault[fault] : note === undefined ? words.ok : words.note[note];
  return `${outcome}${words.kind[kind]}: ${[printable(subject), said].filter(Boolean).join(' ')}\n`;
}

/** The last line, which some people read alone. */
function verdict(checks: readonly Check[], words: ProofWords): string {
  const faults = checks.filter(({ fault }) => fault !== null).length;
  const isNoted = (wanted: Check['note']): boolean => checks.some(({ note }) => note === wanted);
  const said = [
    faults === 0 ? words.intact : words.altered.replace('{count}', String(faults)),
    ...(isNoted('withheld') ? [words.withheld] : []),
    ...(isNoted('authority-not-checked') ? [words.notChecked] : []),
  ];
  return `${said.join(' ')} (${checks.length} checks)\n`;
}

/** Names come from the package: what would move the cursor or hide a line is not written as it is. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

export async function run(argv: string[], io: Io): Promise<number> {
  const [where, ...more] = argv;
  if (where === undefined || where.startsWith('--') || (more[0] !== undefined && !more[0].startsWith('--')))
    throw new UsageError('verify-evidence needs one path.');
  const expected = expectedFrom(more);
  const words = recordCatalogue('en').proof;
  try {
    const checks = await checksOf(await packageOnDisk(where), expected);
    for (const check of checks) io.stdout.write(lineOf(check, words));
    io.stdout.write(verdict(checks, words));
    return checks.every(({ fault }) => fault === null) ? INTACT : ALTERED;
  } catch (error) {
    if (!(error instanceof NotAPackage)) throw error;
    io.stderr.write(`${printable(error.message)}\n`);
    return NOT_A_PACKAGE;
  }
}
