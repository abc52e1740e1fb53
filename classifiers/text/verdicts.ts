/** From findings to the ten verdicts: all findings are kept as spans, none stops another. */
import {
  CATEGORIES,
  type Category,
  graverLevel,
  isFlagged,
  type Level,
  type Span,
  type Verdict,
} from '../../core/moderation/verdict.ts';
import { isStanced } from './claims/stance.ts';
import type { Draft, Finding, Strength } from './draft/draft.ts';
import { isInnocent } from './draft/innocent.ts';
import { type AdjustedScore, adjustByLearned, levelBelow } from './learned/adjust.ts';
import { fieldsAgree } from './model/evidence.ts';
import { calibrationOf, type Measured, modelScore, type Score } from './model/model-score.ts';

const WEIGHT: Readonly<Record<Strength, number>> = { none: 0.12, suspect: 0.6, strong: 0.9 };
/** Two findings that are `suspect` by themselves make a strong one in these categories. */
const ADDS_UP: ReadonlySet<Category> = new Set([
  'insult',
  'hate',
  'threat',
  'porn',
  'profanity',
  'ads',
  'copyright',
  'secrecy',
]);
const MAX_SPANS = 50;
const NO_SPANS: readonly Span[] = [];

function levelOf(category: Category, findings: readonly Finding[]): Level {
  if (findings.length === 0) return 'none';
  if (findings.some((finding) => finding.strength === 'strong'))
    return category === 'disinformation' ? 'suspect' : 'strong';
  const suspect = findings.filter((finding) => finding.strength === 'suspect');
  if (suspect.length === 0) return 'none';
  return ADDS_UP.has(category) && areApart(suspect) ? 'strong' : 'suspect';
}

/** Are there two that share no word? A pattern and a part of it are one sign. */
function areApart(findings: readonly Finding[]): boolean {
  let firstEnd = Number.POSITIVE_INFINITY;
  let lastStart = 0;
  for (const { start, end } of findings) {
    firstEnd = Math.min(firstEnd, end);
    lastStart = Math.max(lastStart, start);
  }
  return lastStart >= firstEnd;
}

function spansOf(findings: readonly Finding[]): readonly Span[] {
  if (findings.length === 0) return NO_SPANS;
  const seen = new Set<string>();
  const spans: Span[] = [];
  for (const { start, end, kind, reason, strength } of findings) {
    if (spans.length >= MAX_SPANS) break;
    if (strength === 'none') continue;
    const key = `${start}-${end}-${kind}`;
    if (seen.has(key)) continue;
    seen.add(key);
    spans.push({ start, end, kind, reason });
  }
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The model's answer, with what moderators taught on top of it. */
interface ModelAnswer extends Score {
  readonly adjustment: AdjustedScore['adjustment'] | null;
  /** Whatever words say: the text is plainly not about this. */
  readonly harmless: boolean;
}

function modelAnswer(draft: Draft, category: Category, measured: Measured): ModelAnswer | null {
  const shipped = modelScore(draft, category, measured);
  const points = measured.model && calibrationOf(measured.model, draft.language, category);
  if (shipped === null || !points) return null;
  const adjusted: AdjustedScore = draft.context.learned
    ? (adjustByLearned(draft, category, { score: shipped, points }) ?? shipped)
    : shipped;
  const { score, level } = adjusted;
  return { score, level, adjustment: adjusted.adjustment ?? null, harmless: score < points.veto };
}

/** Words and model together: strong needs words that are strong, or a model that is sure. A known claim needs no model. */
function combine(
  category: Category,
  words: Score,
  { model, findings }: { model: ModelAnswer | null; findings: readonly Finding[] },
): Score {
  if (model === null) return words;
  // neither does one need it for hatred of a group that the law does not name, nor for an address that the lists know
  const isKnown = findings.some(
    ({ kind, unprotected }) => kind === 'register' || kind === 'link' || unprotected === true,
  );
  const softened = words.level === 'suspect' && model.harmless && !isKnown ? 'none' : words.level;
  // what is merely possible says nothing for words that are strong by themselves
  const both = isFlagged(words) && isFlagged(model);
  const level = both
    ? graverLevel(words.level, model.level)
    : graverLevel(softened === 'strong' ? 'suspect' : softened, model.level);
  const minScore = words.level === 'strong' ? words.score * 0.7 : isKnown ? words.score : 0;
  const score = Math.max(model.score, minScore);
  return { score, level: category === 'disinformation' && level === 'strong' ? 'suspect' : level };
}

const NO_SIGNALS: readonly Span['kind'][] = [];
const MODEL_ALONE: readonly Span['kind'][] = ['model'];

function strongSignals(
  findings: readonly Finding[],
  model: Score | null,
  agreeing: boolean,
): readonly Span['kind'][] {
  if (findings.length === 0 && !agreeing) return model?.level === 'strong' ? MODEL_ALONE : NO_SIGNALS;
  const kinds = new Set(findings.filter(({ strength }) => strength === 'strong').map(({ kind }) => kind));
  if (agreeing) kinds.add('pattern');
  // lexicon words and word patterns come from the same list: one signal
  if (kinds.has('lexicon')) kinds.delete('pattern');
  if (model?.level === 'strong') kinds.add('model');
  return [...kinds];
}

/**
 * Grave words were there, and what stands around them took all their force away: quoted, denied, reported. A word of abuse
 * that is condemned explains a model's suspicion of hatred as much as of insult.
 */
function isExplained(draft: Draft, category: Category, findings: readonly Finding[]): boolean {
  if (!EXPLAINABLE.has(category)) return false;
  const about = ABUSE.has(category)
    ? draft.findings.filter((finding) => ABUSE.has(finding.category))
    : findings;
  if (about.some(({ strength }) => strength !== 'none')) return false;
  const isCondemned = ABUSE.has(category) && draft.cues.has('condemn') && !draft.cues.has('you');
  if (isCondemned && draft.text.tokens.some(({ quoted }) => quoted)) return true;
  return about.some(({ softened, kind }) => softened === true || (isCondemned && kind === 'lexicon'));
}
/** The words that were found mean a group the country's law on hate does not name: the model cannot know that. */
const isUnprotectedOnly = (findings: readonly Finding[]): boolean =>
  findings.some(({ unprotected }) => unprotected === true) &&
  findings.every(({ category, strength }) => category !== 'hate' || strength === 'none');
const EXPLAINABLE: ReadonlySet<Category> = new Set([
  'insult',
  'hate',
  'threat',
  'disinformation',
  'violence',
  'profanity',
]);
const ABUSE: ReadonlySet<Category> = new Set(['insult', 'hate']);

/** Questions, debunks and quotations are no claims, whatever the model finds in their words. */
const isDistanced = (draft: Draft): boolean =>
  draft.cues.has('doubt') ||
  isStanced(draft) ||
  (draft.text.tokens.length > 0 && draft.text.tokens.every(({ quoted }) => quoted));

/** Swear words that somebody quotes are no signal against the one who quotes them. */
const isRetold = ({ text }: Draft, category: Category): boolean =>
  category === 'profanity' && text.tokens.some(({ quoted }) => quoted);

/** Words count less where moderators taught so. */
const adjustedWords = (words: Score, model: ModelAnswer | null): Score =>
  model?.adjustment === 'lowered' ? { ...words, level: levelBelow(words.level) } : words;

const wholeText = (draft: Draft, category: Category, learned: boolean): Span[] => [
  {
    start: 0,
    end: draft.text.original.length,
    kind: 'model',
    reason: `${category}.${learned ? 'learned' : 'model'}`,
  },
];

const NO_FINDINGS: readonly Finding[] = [];

/** Most texts have none, and none in most categories. */
function byCategory(findings: readonly Finding[]): ReadonlyMap<Category, readonly Finding[]> {
  const findingsOf = new Map<Category, Finding[]>();
  for (const finding of findings) {
    const earlier = findingsOf.get(finding.category);
    if (earlier) earlier.push(finding);
    else findingsOf.set(finding.category, [finding]);
  }
  return findingsOf;
}

const SCORE_WITHOUT_WORDS: Score = { score: 0.01, level: 'none' };

function wordScore(category: Category, findings: readonly Finding[], isUncertain: boolean): Score {
  if (findings.length === 0) return SCORE_WITHOUT_WORDS;
  let missing = 1;
  for (const { strength } of findings) missing *= 1 - WEIGHT[strength];
  const level = levelOf(category, findings);
  const isCapped = isUncertain && level === 'strong' && findings.every(({ kind }) => kind !== 'number');
  return {
    score: Math.max(0.01, Math.min(0.99, 1 - missing)),
    level: isCapped ? 'suspect' : level,
  };
}

export function toVerdicts(draft: Draft, measured: Measured): Verdict[] {
  const { version } = measured;
  const findingsOf = byCategory(draft.findings);
  return CATEGORIES.map((category) => {
    const findings = findingsOf.get(category) ?? NO_FINDINGS;
    const words = wordScore(category, findings, draft.isOtherLanguage);
    const model = modelAnswer(draft, category, measured);
    const isUnprotected = category === 'hate' && isUnprotectedOnly(draft.findings);
    const wordsDecide =
      draft.isOtherLanguage ||
      isUnprotected ||
      isExplained(draft, category, findings) ||
      isInnocent(draft, category) ||
      (category === 'disinformation' && isDistanced(draft));
    const { score, level } = wordsDecide
      ? { score: words.score, level: words.level }
      : combine(category, adjustedWords(words, model), { model, findings });
    const spans = spansOf(findings);
    const shownSpans =
      spans.length === 0 && level !== 'none'
        ? wholeText(draft, category, model?.adjustment === 'raised')
        : spans;
    return {
      category,
      kind: level === 'none' ? null : kindOf(category, findings),
      score: Math.round(score * 1000) / 1000,
      level,
      spans: shownSpans,
      strongSignals: strongSignals(
        findings.length > 0 && isRetold(draft, category) ? NO_FINDINGS : findings,
        model,
        fieldsAgree(category, measured.dense),
      ),
      version,
    };
  });
}

/** The kind of the gravest finding; where only the model spoke, the commonest of the category. */
function kindOf(category: Category, findings: readonly Finding[]): string | null {
  const gravest = findings.reduce<Finding | null>(
    (worst, finding) =>
      worst === null || WEIGHT[finding.strength] > WEIGHT[worst.strength] ? finding : worst,
    null,
  );
  return gravest?.verdictKind ?? COMMON_KIND[category] ?? null;
}
const COMMON_KIND: Readonly<Partial<Record<Category, string>>> = {
  insult: 'attack',
  hate: 'groupHatred',
  secrecy: 'secret',
};
