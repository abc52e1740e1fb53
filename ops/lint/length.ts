/** A file that is longer than a few screens is several; what must stay together says why. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import type { Finding } from './finding.ts';
import { ROOMS } from './sources.ts';

/** What people write; data stands in JSON. */
const WRITTEN = '{ts,tsx,mjs,css}';
export const MAX_LINES = 300;
const EXCUSE = 'Long because: ';
/** Lines at the start in which the excuse may stand. */
const HEAD = 5;
const INSTEAD =
  `Split it by what its parts are about. Where it must stay together, say so in its first ${HEAD} lines: ` +
  `"${EXCUSE}…".`;

/** The folders that biome.json leaves out: what is generated or planted is nobody's to split. */
function leftOut(baseDir: string): string[] {
  const path = join(baseDir, 'biome.json');
  if (!existsSync(path)) return [];
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as { files: { includes: string[] } };
  return files.includes.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
}

function faultOf(text: string): string | undefined {
  const lines = text.replace(/\n$/u, '').split('\n');
  if (lines.length <= MAX_LINES) return undefined;
  const excused = lines.slice(0, HEAD).some((line) => /\p{L}/u.test(line.split(EXCUSE)[1] ?? ''));
  return excused ? undefined : `has ${lines.length} lines, more than ${MAX_LINES}`;
}

/** Every file below `baseDir` that is too long and does not say why. */
export function checkLength(baseDir: string): Finding[] {
  const patterns = leftOut(baseDir).flatMap((path) => [path, `${path}/**`]);
  const files = ROOMS.flatMap((folder) => globSync(`${folder}/**/*.${WRITTEN}`, { cwd: baseDir }));
  return files
    .filter((file) => !patterns.some((pattern) => matchesGlob(file, pattern)))
    .sort()
    .flatMap((file) => {
      const fault = faultOf(readFileSync(join(baseDir, file), 'utf8'));
      if (fault === undefined) return [];
      return [{ file, what: fault, rule: 'files-fit-on-a-few-screens', instead: INSTEAD }];
    });
}
