/** `uppsikt verify-evidence`: is a package, or one capture, what was sealed? Without a store and without a network. */
import { sha256 } from '../../core/kernel/ids.ts';
import { readTimeStamp } from '../../core/kernel/time-stamp.ts';
import { TIME_STAMP_PATH } from '../../core/records/evidence-files.ts';
import { checkCapture } from '../../core/records/proof/check-capture.ts';
import {
  type Check,
  checkPackage,
  type FileOnHand,
  fromItsRoot,
  isPackage,
} from '../../core/records/proof/check-package.ts';
import { recordCatalogue } from '../../core/records/record-words.ts';
import { NotAPackage, type OnDisk, packageOnDisk } from './package-on-disk.ts';
import { type Io, UsageError } from './usage.ts';

export const USAGE = `uppsikt verify-evidence PATH

  PATH is an evidence package (a folder or a zip) or one capture as JSON.
  Prints each check on a line of its own. Nothing is looked up: no store, no network.

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

/** The stamp is over the last hash of the first stretch. Who signed it is said, and for people to judge. */
async function timeStampCheck(files: readonly FileOnHand[]): Promise<Check[]> {
  const stamp = files.find(({ path }) => path === TIME_STAMP_PATH)?.bytes;
  if (!stamp) return [];
  const chain = files.find(({ path }) => path === 'chain.json')?.bytes;
  const { stretches } = (chain && jsonOf(chain)) as { stretches?: { hash: string }[][] };
  const hash = stretches?.[0]?.at(-1)?.hash;
  const found = typeof hash === 'string' ? await readTimeStamp(stamp, hash) : null;
  if (found === null) return [{ kind: 'time-stamp', subject: TIME_STAMP_PATH, fault: 'altered' }];
  return [{ kind: 'time-stamp', subject: `${found.at.toISOString()}, ${found.authority},`, fault: null }];
}

async function checksOf(found: OnDisk): Promise<Check[]> {
  const no = new NotAPackage('This is no evidence package and no capture.');
  if (found.kind === 'json') {
    const checks = checkCapture(jsonOf(found.bytes));
    if (checks === null) throw no;
    return checks;
  }
  const files = fromItsRoot(found.files);
  if (!isPackage(files)) throw no;
  return [...checkPackage(files, sha256), ...(await timeStampCheck(files).catch(() => []))];
}

/** Names come from the package: what would move the cursor or hide a line is not written as it is. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

export async function run(argv: string[], io: Io): Promise<number> {
  const [where, ...more] = argv;
  if (where === undefined || where.startsWith('--') || more.length > 0)
    throw new UsageError('verify-evidence needs one path.');
  const words = recordCatalogue('en').proof;
  try {
    const checks = await checksOf(await packageOnDisk(where));
    for (const { kind, subject, fault } of checks) {
      const outcome = fault === null ? 'ok     ' : 'FAULT  ';
      const said = fault === null ? words.ok : words.fault[fault];
      io.stdout.write(`${outcome}${words.kind[kind]}: ${printable(subject)} ${said}\n`);
    }
    const faults = checks.filter(({ fault }) => fault !== null).length;
    io.stdout.write(
      `${faults === 0 ? words.intact : words.altered.replace('{count}', String(faults))} (${checks.length} checks)\n`,
    );
    return faults === 0 ? INTACT : ALTERED;
  } catch (error) {
    if (!(error instanceof NotAPackage)) throw error;
    io.stderr.write(`${printable(error.message)}\n`);
    return NOT_A_PACKAGE;
  }
}
