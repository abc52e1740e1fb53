/** Findings from the lexicons: every term and pattern found, weighed by what stands around it. */
import { CATEGORIES, type Category, type Language } from '../../../core/moderation/verdict.ts';
import { isOwnClaim } from '../claims/stance.ts';
import { has, near, someBetween } from '../draft/cues.ts';
import { type Detector, type Draft, type Finding, STRENGTHS } from '../draft/draft.ts';
import { isSami } from '../language/language.ts';
import type { EntryMeta } from '../match/lexicon-file.ts';
import type { TermHit } from '../match/term-matcher.ts';
import { type NormalText, originalRange, textAt } from '../normalise/normal-text.ts';
import type { Grounds } from './protected-grounds.ts';
import { STRENGTH } from './strength.ts';

const NAMES: ReadonlySet<string> = new Set(CATEGORIES);
const isCategory = (name: string): name is Category => NAMES.has(name);

/** Words marked `language=only` count only in their own language ("slut" is Swedish for "end"). */
function speaks(entry: EntryMeta & { language: Language }, language: Language): boolean {
  if (language === 'unknown' || language === 'mixed' || isSami(language))
    return entry.attributes.language !== 'only';
  return entry.attributes.language !== 'only' || entry.language === language;
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

const DENIABLE: ReadonlySet<Category> = new Set(['insult', 'hate']);

/** "är ingen idiot", "er ikke en idiot": the negation stands inside the match or right before its last word. */
function isDenied({ cues }: Draft, at: number, last: number): boolean {
  return someBetween(cues.get('negation'), [Math.min(at, last - 2), last - 1], () => true);
}

/** How far the words around a finding take its force away: 0 not at all, 1 one level, 2 entirely. */
function softened(draft: Draft, category: Category, tokens: { at: number; last: number }): number {
  const { at, last } = tokens;
  const { cues, text } = draft;
  if (category === 'profanity') return 0;
  const quoted = text.tokens[at]?.quoted ?? false;
  const reported = near(cues, 'report', { at, before: 5, after: 2 });
  const condemned = has(cues, 'condemn');
  const negated = near(cues, 'negation', { at, before: 3, after: 0 });
  const denied = DENIABLE.has(category) && isDenied(draft, at, last);
  const personal = near(cues, 'you', { at, before: 2, after: 2 });
  let points = 0;
  if (quoted) points += 1;
  if (condemned) points += 1;
  if (reported && !personal) points += 1;
  if (negated) points += 1;
  if (denied) points += 2;
  if (
    category === 'disinformation' &&
    !isOwnClaim(draft, {
      ranges: [
        [at, at],
        [last, last],
      ],
      first: at,
      last,
    })
  )
    points += 2;
  if (category === 'porn' && (has(cues, 'health') || has(cues, 'fiction'))) points += 1;
  if (category === 'violence' && has(cues, 'fiction')) points += 1;
  if (category === 'ads' && (has(cues, 'own') || draft.context.ownAccount)) points += 2;
  return Math.min(points, 2);
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

function toFinding(draft: Draft, found: FoundEntry, grounds: Grounds): Finding | null {
  const { entry, from, to, at, last, reason } = found;
  if (!isCategory(entry.name) || !speaks(entry, draft.language)) return null;
  const unprotected = isUnprotected(draft, found, grounds);
  const category = unprotected ? 'insult' : entry.name;
  const raw = STRENGTH[entry.name](entry.severity, { draft, at, isPattern: reason === 'phrase' });
  const level = Math.max(0, STRENGTHS.indexOf(raw) - softened(draft, category, { at, last }));
  const { start, end } = originalRange(draft.text, from, to);
  const finding: Finding = {
    category,
    verdictKind: unprotected ? 'attack' : (entry.attributes.kind ?? null),
    severity: entry.severity,
    strength: STRENGTHS[level] ?? 'none',
    softened: raw !== 'none' && level === 0,
    start,
    end,
    kind: reason === 'phrase' ? 'pattern' : 'lexicon',
    reason: `${category}.${entry.attributes.reason ?? reason}`,
  };
  return unprotected ? { ...finding, unprotected } : finding;
}

/** Other readings of a word stand behind the words, and one with stars is like many. */
const mayHaveTerms = ({ text, words }: Draft): boolean =>
  text.length > text.mainEnd || text.starred.length > 0 || words.hasTerm;

export function lexiconDetector(find: {
  terms(text: NormalText): readonly TermHit[];
  readonly grounds: Grounds;
}): Detector {
  return {
    detect(draft) {
      const { text, findings } = draft;
      for (const hit of mayHaveTerms(draft) ? find.terms(text) : []) {
        const at = tokenAt(text, hit.from);
        const finding = toFinding(
          draft,
          {
            entry: hit,
            from: hit.from,
            to: hit.to,
            at,
            last: at,
            reason: 'word',
          },
          find.grounds,
        );
        if (finding) findings.push(finding);
      }
      for (const hit of draft.hits) {
        const first = text.tokens[hit.first];
        const last = text.tokens[hit.last];
        if (!first || !last) continue;
        const finding = toFinding(
          draft,
          {
            entry: hit,
            from: first.from,
            to: last.to,
            at: hit.first,
            last: hit.last,
            reason: 'phrase',
          },
          find.grounds,
        );
        if (finding) findings.push(finding);
      }
    },
  };
}
