/**
 * The format of the data files under lexicons/ and cues/. One file is one language and one category (or cue):
 *
 *   # a comment
 *   $you = du, dig, ni, er          a word class, used in patterns as <you>
 *   $group:origin = araber, kurder  the same, and what its words name: the protected ground of a pattern that has one
 *   @2 kind=attack reason=slur      severity 1..3 and attributes of the lines below
 *   idiot, *fjant, puckad*, =ute    terms: inflections are understood; `*` opens a side for compounds; `=` exact; `~` no ASCII form
 *   ^kuksugare                      the same, and nobody says it in good faith: no harmless sentence is asked for (ops/train/everyday.ts)
 *   <you> ska|kommer ... dö*        a pattern: alternatives `|` (of several words: `a|b_c`), a gap `...` of up to four words, `?` after an element: may be missing
 *   ! slutstation, *gatan           exceptions: a match inside one of these words is no match
 */
import type { Language } from '../../../core/moderation/verdict.ts';

export interface EntryMeta {
  /** 1 weak (counts only together with other evidence), 2 clear, 3 grave. */
  readonly severity: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Term extends EntryMeta {
  readonly text: string;
  readonly openLeft: boolean;
  readonly openRight: boolean;
  readonly exact: boolean;
  readonly ascii: boolean;
  /** `^`: has no harmless use. */
  readonly neverHarmless: boolean;
}

export interface PatternEntry extends EntryMeta {
  readonly source: string;
}

export interface LexiconFile {
  readonly language: Language;
  /** File name without ending: a category for lexicons, a cue name for cues. */
  readonly name: string;
  readonly terms: readonly Term[];
  readonly patterns: readonly PatternEntry[];
  readonly exceptions: readonly Term[];
  readonly classes: ReadonlyMap<string, readonly string[]>;
  /** Words of tagged classes, by what they name. */
  readonly grounds: ReadonlyMap<string, string>;
}

/** Cue files have no terms: a cue is always found word by word. */
export interface LexiconSource {
  readonly asPatterns?: boolean;
  readonly language: Language;
  readonly name: string;
  readonly text: string;
}

function readTerm(source: string, meta: EntryMeta): Term {
  const neverHarmless = source.startsWith('^');
  const raw = source.replace(/^\^/, '');
  const exact = raw.startsWith('=');
  const ascii = !raw.includes('~');
  const bare = raw.replace(/^=/, '').replaceAll('~', '');
  const openLeft = bare.startsWith('*');
  const openRight = bare.endsWith('*');
  return { ...meta, text: bare.replaceAll('*', ''), openLeft, openRight, exact, ascii, neverHarmless };
}

function readMeta(line: string): EntryMeta {
  const [severity = '@2', ...rest] = line.split(/\s+/);
  const attributes: Record<string, string> = {};
  for (const pair of rest) {
    const [key = '', value = 'yes'] = pair.split('=');
    attributes[key] = value;
  }
  return { severity: Number(severity.slice(1)), attributes };
}

const isPattern = (entry: string): boolean => /[\s|<]/.test(entry);
const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

interface Contents {
  readonly terms: Term[];
  readonly patterns: PatternEntry[];
  readonly exceptions: Term[];
  readonly classes: Map<string, readonly string[]>;
  readonly grounds: Map<string, string>;
}

/** `name = word, word` or `name:ground = word, word`; lines of one name add up. */
function readClass(line: string, { classes, grounds }: Contents): void {
  const [head = '', words = ''] = line.split('=');
  const [name = '', ground] = head.trim().split(':');
  const members = listOf(words);
  classes.set(name, [...(classes.get(name) ?? []), ...members]);
  if (ground !== undefined) for (const word of members) grounds.set(word, ground);
}

/** Adds what one line holds; returns the attributes that hold for the next one. */
function readLine(
  line: string,
  meta: EntryMeta,
  into: Contents & { readonly asPatterns: boolean },
): EntryMeta {
  if (line.startsWith('@')) return readMeta(line);
  if (line.startsWith('$')) {
    readClass(line.slice(1), into);
  } else if (line.startsWith('!')) {
    into.exceptions.push(...listOf(line.slice(1)).map((raw) => readTerm(raw, meta)));
  } else {
    for (const raw of listOf(line)) {
      if (into.asPatterns || isPattern(raw)) into.patterns.push({ ...meta, source: raw });
      else into.terms.push(readTerm(raw, meta));
    }
  }
  return meta;
}

export function parseLexicon(source: LexiconSource): LexiconFile {
  const contents: Contents = {
    terms: [],
    patterns: [],
    exceptions: [],
    classes: new Map(),
    grounds: new Map(),
  };
  const into = { ...contents, asPatterns: source.asPatterns ?? false };
  let meta: EntryMeta = { severity: 2, attributes: {} };
  for (const rawLine of source.text.split('\n')) {
    const line = rawLine
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .toLowerCase();
    if (line !== '') meta = readLine(line, meta, into);
  }
  return { language: source.language, name: source.name, ...contents };
}
