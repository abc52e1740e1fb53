/** Findings from the lexicons: every term and pattern found, weighed by what stands around it. */
import { CATEGORIES, type Category, type Language } from '../../../core/moderation/verdict.ts';
import { someBetween } from '../draft/cues.ts';
import { type Detector, type Draft, type Finding, STRENGTHS } from '../draft/draft.ts';
import { isMeantWell } from '../draft/innocent.ts';
import { isSami } from '../language/language.ts';
import type { EntryMeta } from '../match/lexicon-file.ts';
import type { PatternHit } from '../match/pattern-matcher.ts';
import type { TermHit } from '../match/term-matcher.ts';
import { type NormalText, originalRange, textAt } from '../normalise/normal-text.ts';
import type { Grounds } from './protected-grounds.ts';
import { softened } from './softening.ts';
import { STRENGTH } from './strength.ts';

const NAMES: ReadonlySet<string> = new Set(CATEGORIES);
const isCategory = (name: string): name is Category => NAMES.has(name);

/** Words marked `language=only` count only in their own language ("slut" is Swedish for "end"). */
function speaks(entry: EntryMeta & { language: Language }, language: Language): boolean {
  if (isUndecided(language)) return entry.attributes.language !== 'only';
  if (entry.attributes.language !== 'only' || entry.language === language) return true;
  // nynorsk reads bokmål's files
  return entry.language === 'nb' && language === 'nn';
}

const isUndecided = (language: Language): boolean =>
  language === 'unknown' || language === 'mixed' || isSami(language);

/** Who reads whose words as their own, inflected as they inflect them. */
const FAMILY: Readonly<Partial<Record<Language, string>>> = { nb: 'west', nn: 'west', da: 'west' };
const familyOf = (language: Language): string => FAMILY[language] ?? language;
const SHORT = 4;

/** A word of another language that goes on is rather a word of this one: "prickad", "hagen", "nekade", a pipe fitter. */
function isOtherWord({ language, term, goesOn, isOpen }: TermHit, text: Language): boolean {
  if (!goesOn || isUndecided(text) || familyOf(language) === familyOf(text)) return false;
  if (text === 'en' || text === 'fi') return true;
  return !isOpen && (language === 'en' || language === 'fi' || term.length <= SHORT);
}

/** Smallest index for which the test holds; the test must stay true once it is. */
function lowest(size: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return Math.min(low, size - 1);
}

function tokenAt(text: NormalText, at: number): number {
  if (at >= text.mainEnd) {
    const start = text.from[at] ?? 0;
    return lowest(text.tokens.length, (i) => (text.to[(text.tokens[i]?.to ?? 1) - 1] ?? 0) > start);
  }
  return Math.max(
    0,
    lowest(text.tokens.length, (i) => (text.tokens[i]?.to ?? 0) > at),
  );
}

interface FoundEntry {
  readonly entry: EntryMeta & { readonly name: string; readonly language: Language };
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly last: number;
  readonly reason: string;
}

/** Hate on a ground that the country's law does not name. An entry without a ground (a call to terror) is hate everywhere. */
function isUnprotected({ text, context }: Draft, { entry, at, last }: FoundEntry, grounds: Grounds): boolean {
  if (entry.name !== 'hate') return false;
  const named = entry.attributes.ground ?? namedIn(text, { at, last }, grounds);
  return named !== undefined && !grounds.protects(named, context.country);
}

function namedIn(
  text: NormalText,
  { at, last }: { at: number; last: number },
  grounds: Grounds,
): string | undefined {
  for (const token of text.tokens.slice(at, last + 1)) {
    const ground = grounds.ofWord(textAt(text, token));
    if (ground !== undefined) return ground;
  }
  return undefined;
}

/** Categories in which a pattern is aimed at somebody; hatred is aimed at the group that it names. */
const AIMED: ReadonlySet<string> = new Set<Category>(['insult', 'threat', 'violence', 'porn']);
const TARGETS = ['you', 'you-all', 'person', 'municipality'] as const;
const BESIDE = 3;

/**
 * Is there somebody it is about: spoken to or of in it or close by, or mentioned? A pattern alone, without that, is never
 * certain; two of them are (verdicts.ts).
 */
function hasTarget({ cues, text }: Draft, { entry, at, last }: FoundEntry): boolean {
  if (!AIMED.has(entry.name) || text.hasMention) return true;
  return TARGETS.some((cue) => someBetween(cues.get(cue), [at - BESIDE, last + BESIDE], () => true));
}

function toFinding(draft: Draft, found: FoundEntry, grounds: Grounds): Finding | null {
  const { entry, from, to, at, last, reason } = found;
  if (!isCategory(entry.name) || !speaks(entry, draft.language)) return null;
  if (isMeantWell(draft, entry.name, found)) return null;
  const unprotected = isUnprotected(draft, found, grounds);
  const category = unprotected ? 'insult' : entry.name;
  const isPattern = reason === 'phrase';
  const said = STRENGTH[entry.name](entry.severity, { draft, at, isPattern });
  const raw = said === 'strong' && isPattern && !hasTarget(draft, found) ? 'suspect' : said;
  const level = Math.max(0, STRENGTHS.indexOf(raw) - softened(draft, { entry, category, at, last }));
  const { start, end } = originalRange(draft.text, from, to);
  const finding: Finding = {
    category,
    verdictKind: unprotected ? 'attack' : (entry.attributes.kind ?? null),
    severity: entry.severity,
    strength: STRENGTHS[level] ?? 'none',
    softened: raw !== 'none' && level === 0,
    start,
    end,
    kind: isPattern ? 'pattern' : 'lexicon',
    reason: `${category}.${entry.attributes.reason ?? reason}`,
  };
  return unprotected ? { ...finding, unprotected } : finding;
}

/** Other readings of a word stand behind the words, and one with stars is like many. */
const mayHaveTerms = ({ text, words }: Draft): boolean =>
  text.length > text.mainEnd || text.starred.length > 0 || words.hasTerm;

const entryOfTerm = (text: NormalText, hit: TermHit): FoundEntry => {
  const at = tokenAt(text, hit.from);
  return { entry: hit, from: hit.from, to: hit.to, at, last: at, reason: 'word' };
};

function entryOfPattern({ tokens }: NormalText, hit: PatternHit): FoundEntry | null {
  const first = tokens[hit.first];
  const last = tokens[hit.last];
  if (!first || !last) return null;
  return { entry: hit, from: first.from, to: last.to, at: hit.first, last: hit.last, reason: 'phrase' };
}

export function lexiconDetector(find: {
  terms(text: NormalText): readonly TermHit[];
  readonly grounds: Grounds;
}): Detector {
  return {
    detect(draft) {
      const { text, findings } = draft;
      const add = (found: FoundEntry | null): void => {
        const finding = found && toFinding(draft, found, find.grounds);
        if (finding) findings.push(finding);
      };
      for (const hit of mayHaveTerms(draft) ? find.terms(text) : [])
        if (!draft.isOtherLanguage && !isOtherWord(hit, draft.language)) add(entryOfTerm(text, hit));
      for (const hit of draft.hits) add(entryOfPattern(text, hit));
    },
  };
}
