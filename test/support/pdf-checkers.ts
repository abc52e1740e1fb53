/**
 * Other people's checkers of PDF/A, where this machine can run them: Java, and two jars that Maven has or gets. Each looks
 * at all files in one go. Whatever is missing is said in words, and the tests are named as skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

interface Jar {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
}
const VERAPDF: Jar = { group: 'org.verapdf.apps', artifact: 'greenfield-apps', version: '1.28.1' };
const PREFLIGHT: Jar = { group: 'org.apache.pdfbox', artifact: 'preflight-app', version: '3.0.3' };
const FETCH_MS = 60_000;
const CHECK_MS = 240_000;

/** What a checker says of each file: null is valid, else its words. */
type Verdicts = ReadonlyMap<string, string | null>;
export interface PdfChecker {
  readonly name: string;
  /** Why it cannot run here; null: it can. */
  readonly missing: string | null;
  check(files: readonly string[]): Verdicts;
}

const runs = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: FETCH_MS }).status === 0;

/** Maven keeps what it got, so that only the first run of a machine asks for it. */
function jarPath({ group, artifact, version }: Jar): { path: string; missing: string | null } {
  const folder = join(homedir(), '.m2', 'repository', ...group.split('.'), artifact, version);
  const path = join(folder, `${artifact}-${version}.jar`);
  const name = `${group}:${artifact}:${version}`;
  if (!runs('java', '-version')) return { path, missing: 'there is no Java' };
  if (existsSync(path)) return { path, missing: null };
  const get = ['-q', 'dependency:get', `-Dartifact=${name}`, '-Dtransitive=false'];
  if (!runs('mvn', '-v')) return { path, missing: `there is neither ${name} nor Maven to get it` };
  if (runs('mvn', ...get) && existsSync(path)) return { path, missing: null };
  return { path, missing: `Maven could not get ${name}` };
}

function java(...args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync('java', ['-Djava.awt.headless=true', ...args], {
    encoding: 'utf8',
    timeout: CHECK_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return `${stdout}\n${stderr}`;
}

function veraPdf(): PdfChecker {
  const { path, missing } = jarPath(VERAPDF);
  const main = 'org.verapdf.apps.GreenfieldCliWrapper';
  return {
    name: 'veraPDF (PDF/A-1a)',
    missing,
    // It prints a line per file, and ends with 0 either way.
    check: (files) => {
      const said = java('-cp', path, main, '-f', '1a', '--format', 'text', '-v', ...files);
      return new Map(
        files.map((file) => [file, said.includes(`PASS ${file} 1a`) ? null : said.slice(0, 4000)]),
      );
    },
  };
}

function preflight(): PdfChecker {
  const { path, missing } = jarPath(PREFLIGHT);
  const main = 'org.apache.pdfbox.preflight.Validator_A1b';
  return {
    name: 'PDFBox Preflight (PDF/A-1b)',
    missing,
    check: (files) => {
      const [first = ''] = files;
      const list = `${first}.list`;
      writeFileSync(list, `${files.join('\n')}\n`);
      java('-cp', path, main, 'xml', 'group', list);
      return readPreflight(`${list}.preflight.xml`, files);
    },
  };
}

function readPreflight(report: string, files: readonly string[]): Verdicts {
  const blocks = readFileSync(report, 'utf8').split('<preflight ').slice(1);
  return new Map(
    files.map((file) => {
      const block =
        blocks.find((one) => one.startsWith(`name="${basename(file)}"`)) ?? 'it was not looked at';
      return [file, block.includes('<isValid type="PDF/A1-b">true</isValid>') ? null : block.slice(0, 4000)];
    }),
  );
}

export const pdfCheckers = (): PdfChecker[] => [veraPdf(), preflight()];
