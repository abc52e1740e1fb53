/** Is a claim the writer's own? Questions, debunks, reports of what others say, opinions and sourced figures are not. */

import { someBetween } from '../draft/cues.ts';
import type { CueHit, Cues, Draft } from '../draft/draft.ts';
import { type NormalText, textAt } from '../normalise/normal-text.ts';
import type { ClaimMatch } from './key-matcher.ts';

/** A negation counts from this many words before the claim's first word to this many after its last. */
const BEFORE = 3;
const AFTER = 3;
/** "No wonder", "ingen slump": these words after a negation make it none. */
const NO_WONDER: ReadonlySet<string> = new Set(
  'slump tillfällighet undra konstigt tvivel tvekan rart tilfeldighet tvil wonder accident coincidence doubt'.split(
    ' ',
  ),
);
/** What follows one of these is a new thought: "… och ingen vågar säga något". */
const AND: ReadonlySet<string> = new Set('och å men fast utan så og men så uten and but so'.split(' '));
/** A report may stand so far behind the claim's first word. */
const MAX_RELAY_DISTANCE = 10;

/** Sentences that end with a question mark, by number; found once a text. */
const questionsOf = new WeakMap<NormalText, ReadonlySet<number>>();
function questionSentences(text: NormalText): ReadonlySet<number> {
  const known = questionsOf.get(text);
  if (known) return known;
  const { original, tokens, from, to } = text;
  const found = new Set<number>();
  let mark = original.indexOf('?');
  for (let i = 0; i < tokens.length && mark >= 0; i += 1) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined || next?.sentence === token.sentence) continue;
    const end = next ? (from[next.from] ?? 0) : original.length;
    const written = to[token.to - 1] ?? 0;
    if (mark < written) mark = original.indexOf('?', written);
    if (mark >= 0 && mark < end) found.add(token.sentence);
  }
  questionsOf.set(text, found);
  return found;
}

/** Is the word part of what makes the claim ("finns inte", "påhittad")? Then it is no stance towards it. */
const isKey = (match: Pick<ClaimMatch, 'ranges'>, first: number, last: number): boolean =>
  match.ranges.some(([from, to]) => from <= last && to >= first);

/** Stances that hold for the whole text, wherever they stand; the others only in the claim's sentences. */
const EVERYWHERE: ReadonlySet<string> = new Set(['debunk', 'ask']);
/** So many of them are looked at, and so many words to either side for the others: no text may cost more than its length. */
const MAX_STANCES = 8;
const MAX_STANCE_DISTANCE = 40;

const everywhereOf = new WeakMap<Cues, readonly CueHit[]>();
function everywhere(cues: Cues): readonly CueHit[] {
  const hits =
    everywhereOf.get(cues) ??
    (cues.get('stance') ?? []).filter(({ value }) => EVERYWHERE.has(value ?? '')).slice(0, MAX_STANCES);
  everywhereOf.set(cues, hits);
  return hits;
}

/** Does the test hold for one of the numbers `from` to `to` (exclusive)? */
function someNumber(from: number, to: number, test: (number: number) => boolean): boolean {
  for (let i = from; i < to; i += 1) if (test(i)) return true;
  return false;
}

export function isOwnClaim(draft: Draft, match: Omit<ClaimMatch, 'id'>): boolean {
  const { text, cues } = draft;
  const { tokens } = text;
  const { first, last } = match;
  if (match.ranges.some(([from]) => tokens[from]?.quoted)) return false;
  const sentences = questionSentences(text);
  const isAsked = (token: number): boolean => sentences.has(tokens[token]?.sentence ?? -1);
  if (isAsked(last) || match.ranges.filter(([, at]) => isAsked(at)).length * 2 > match.ranges.length)
    return false;
  const from = tokens[first]?.sentence ?? 0;
  const to = tokens[last]?.sentence ?? 0;
  const sentenceOf = (token: number): number => tokens[token]?.sentence ?? 0;
  const isOneOf = (words: ReadonlySet<string>, token: number): boolean => {
    const range = tokens[token];
    return range !== undefined && words.has(textAt(text, range));
  };
  const isDenied = (at: number, end: number): boolean => {
    if (isOneOf(NO_WONDER, end + 1)) return false;
    // "ingen studie visar att …", "nej, …": what opens the sentence denies all of it
    if (at < first && (at === 0 || sentenceOf(at - 1) !== sentenceOf(at))) return true;
    if (at < first - BEFORE || end > last + AFTER) return false;
    return at <= last || !someNumber(last + 1, at, (token) => isOneOf(AND, token));
  };
  const stands = (hit: CueHit): boolean => {
    if (isKey(match, hit.first, hit.last)) return false;
    if (sentenceOf(hit.first) < from || sentenceOf(hit.last) > to) return false;
    if (hit.value === 'not') return isDenied(hit.first, hit.last);
    // who says it comes before what is said
    return hit.value !== 'relay' || hit.first <= first + MAX_RELAY_DISTANCE;
  };
  if (everywhere(cues).some((hit) => !isKey(match, hit.first, hit.last))) return false;
  return !someBetween(cues.get('stance'), [first - MAX_STANCE_DISTANCE, last + MAX_STANCE_DISTANCE], stands);
}

/** A debunk says no early: of a text's first words so many are read for it. */
const OPENING = 5;

/** Stances of the whole text: what only the model finds has no place of its own, and is not the writer's if there is one. */
export function isStanced({ cues, text }: Draft): boolean {
  if (text.original.trimEnd().endsWith('?')) return true;
  if (cues.has('report') && text.tokens.some(({ quoted }) => quoted)) return true;
  return (cues.get('stance') ?? []).some(
    ({ value, first }) => value !== 'relay' && (value !== 'not' || first < OPENING),
  );
}
