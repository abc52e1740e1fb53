/**
 * Translates the labelled comments into the neighbour languages, for training: `node ops/train/translate.ts`. Needs
 * Debian's apertium, apertium-swe-nor, apertium-nno-nob, apertium-recursive, apertium-separable and apertium-anaphora.
 * What comes out is rough, but its words stand in the right company.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOwn, type Translation } from './own-data.ts';

/** From, to, and the name of Apertium's mode. */
const PAIRS = [
  ['sv', 'nb', 'swe-nob'],
  ['nb', 'sv', 'nob-swe'],
  ['nn', 'sv', 'nno-swe'],
  ['nn', 'nb', 'nno-nob'],
] as const;
const OUT = path.join(import.meta.dirname, '../../classifiers/translated');
/** Stands between texts; no translator knows it. */
const BETWEEN = '¤¤';
/** Marks that Apertium leaves at words it does not know. */
const UNKNOWN = /[*#@](?=\p{L})/gu;
const MAX_OUTPUT = 2 ** 28;

function translate(texts: readonly string[], mode: string): string[] {
  const input = texts.map((text) => `${text.replace(/\s+/g, ' ')} ${BETWEEN}\n`).join('');
  const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-translate-'));
  const file = path.join(folder, 'texts');
  writeFileSync(file, input);
  const { stdout, status, error } = spawnSync('apertium', ['-u', '-f', 'txt', mode, file], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  });
  rmSync(folder, { recursive: true });
  if (error || status !== 0) throw new Error(`apertium ${mode}: ${error?.message ?? `exit ${status}`}`);
  const parts = stdout.split(BETWEEN).slice(0, -1);
  if (parts.length !== texts.length)
    throw new Error(`apertium ${mode}: ${parts.length} texts came back of ${texts.length}`);
  return parts.map((part) => part.replace(UNKNOWN, '').trim());
}

if (import.meta.main) {
  const rows = readOwn();
  mkdirSync(OUT, { recursive: true });
  for (const [from, to, mode] of PAIRS) {
    const own = rows.filter(({ lang }) => lang === from);
    const texts = translate(
      own.map(({ text }) => text),
      mode,
    );
    const lines = own.map(({ id }, at): Translation => ({ id, lang: to, text: texts[at] ?? '' }));
    writeFileSync(
      path.join(OUT, `${from}-${to}.jsonl`),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
    process.stderr.write(`${from} to ${to}: ${lines.length}\n`);
  }
}
