/** `uppsikt verify-evidence`: is a package, or one capture, what was sealed? Without a store and without a network. */
import { sha256 } from '../../core/kernel/ids.ts';
import { checkCapture } from '../../core/records/proof/check-capture.ts';
import { type Check, checkPackage, fromItsRoot, isPackage } from '../../core/records/proof/check-package.ts';
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

function checksOf(found: OnDisk): Check[] {
  const no = new NotAPackage('This is no evidence package and no capture.');
  if (found.kind === 'json') {
    const checks = checkCapture(jsonOf(found.bytes));
    if (checks === null) throw no;
    return checks;
  }
  const files = fromItsRoot(found.files);
  if (!isPackage(files)) throw no;
  return checkPackage(files, sha256);
}

/** Names come from the package: what would move the cursor or hide a line is not written as it is. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

export async function run(argv: string[], io: Io): Promise<number> {
  const [where, ...more] = argv;
  if (where === undefined || where.startsWith('--') || more.length > 0)
    throw new UsageError('verify-evidence needs one path.');
  const words = recordCatalogue('en').proof;
  try {
    const checks = checksOf(await packageOnDisk(where));
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
