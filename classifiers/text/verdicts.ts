/** From findings to the ten verdicts: all findings are kept as spans, none stops another. */
import {
  CATEGORIES,
  type Category,
  type Level,
  type Span,
  type Verdict,
} from '../../core/moderation/verdict.ts';
import type { Draft, Finding } from './layer.ts';
import { fieldsAgree } from './model/evidence.ts';
import { type Measured, type Said, saidByModel } from './model/said.ts';
import { calibrationOf } from './model/score.ts';
import { type Heard, hear, oneLower } from './organisation/hear.ts';
import { isStanced } from './register/stance.ts';

const WEIGHT: Readonly<Record<Level, number>> = { none: 0.12, suspect: 0.6, strong: 0.9 };
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
const MOST_SPANS = 50;
const NO_SPANS: readonly Span[] = [];

function levelOf(category: Category, findings: readonly Finding[]): Level {
  if (findings.length === 0) return 'none';
  if (findings.some((finding) => finding.strength === 'strong'))
    return category === 'disinformation' ? 'suspect' : 'strong';
  const places = new Set(
    findings.filter((finding) => finding.strength === 'suspect').map((finding) => finding.start),
  );
  if (places.size >= 2 && ADDS_UP.has(category)) return 'strong';
  return places.size > 0 ? 'suspect' : 'none';
}

function spansOf(findings: readonly Finding[]): readonly Span[] {
  if (findings.length === 0) return NO_SPANS;
  const seen = new Set<string>();
  const spans: Span[] = [];
  for (const { start, end, kind, reason, strength } of findings) {
    if (spans.length >= MOST_SPANS) break;
    if (strength === 'none') continue;
    const key = `${start}-${end}-${kind}`;
    if (seen.has(key)) continue;
    seen.add(key);
    spans.push({ start, end, kind, reason });
  }
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The model's answer, with what moderators taught on top of it. */
interface Answer extends Said {
  readonly taught: Heard['taught'] | null;
  /** Whatever words say: the text is plainly not about this. */
  readonly harmless: boolean;
}

function askModel(draft: Draft, category: Category, measured: Measured): Answer | null {
  const said = saidByModel(draft, category, measured);
  const points = measured.model && calibrationOf(measured.model, draft.language, category);
  if (said === null || !points) return null;
  const heard: Heard = draft.context.organisation ? (hear(draft, category, { said, points }) ?? said) : said;
  const { score, level } = heard;
  return { score, level, taught: heard.taught ?? null, harmless: score < points.veto };
}

const ORDER: readonly Level[] = ['none', 'suspect', 'strong'];
const graver = (a: Level, b: Level): Level => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

/** Words and model together: strong needs words that are strong, or a model that is sure. A known claim needs no model. */
function combine(category: Category, words: Said, model: Answer | null, own: readonly Finding[]): Said {
  if (model === null) return words;
  // neither does one need it for hatred of a group that the law does not name
  const isKnown = own.some(({ kind, unprotected }) => kind === 'register' || unprotected === true);
  const softened = words.level === 'suspect' && model.harmless && !isKnown ? 'none' : words.level;
  const both = words.level !== 'none' && model.level !== 'none';
  const level = both
    ? graver(words.level, model.level)
    : graver(softened === 'strong' ? 'suspect' : softened, model.level);
  const least = words.level === 'strong' ? words.score * 0.7 : isKnown ? words.score : 0;
  const score = Math.max(model.score, least);
  return { score, level: category === 'disinformation' && level === 'strong' ? 'suspect' : level };
}

const NO_SIGNALS: readonly Span['kind'][] = [];
const MODEL_ALONE: readonly Span['kind'][] = ['model'];

function strongSignals(
  own: readonly Finding[],
  model: Said | null,
  agreeing: boolean,
): readonly Span['kind'][] {
  if (own.length === 0 && !agreeing) return model?.level === 'strong' ? MODEL_ALONE : NO_SIGNALS;
  const kinds = new Set(own.filter(({ strength }) => strength === 'strong').map(({ kind }) => kind));
  if (agreeing) kinds.add('pattern');
  // lexicon words and word patterns come from the same list: one signal
  if (kinds.has('lexicon')) kinds.delete('pattern');
  if (model?.level === 'strong') kinds.add('model');
  return [...kinds];
}

/** Grave words were there, and what stands around them took all their force away: quoted, denied, reported. */
const isExplained = (category: Category, own: readonly Finding[]): boolean =>
  EXPLAINABLE.has(category) &&
  own.some(({ softened }) => softened === true) &&
  own.every(({ strength }) => strength === 'none');
/** The words that were found mean a group the country's law on hate does not name: the model cannot know that. */
const isUnprotectedOnly = (findings: readonly Finding[]): boolean =>
  findings.some(({ unprotected }) => unprotected === true) &&
  findings.every(({ category, strength }) => category !== 'hate' || strength === 'none');
const EXPLAINABLE: ReadonlySet<Category> = new Set(['insult', 'hate', 'threat', 'disinformation']);

/** Questions, debunks and quotations are no claims, whatever the model finds in their words. */
const isDistanced = (draft: Draft): boolean =>
  draft.cues.has('doubt') ||
  isStanced(draft) ||
  (draft.text.tokens.length > 0 && draft.text.tokens.every(({ quoted }) => quoted));

/** Swear words that somebody quotes are no signal against the one who quotes them. */
const isRetold = ({ text }: Draft, category: Category): boolean =>
  category === 'profanity' && text.tokens.some(({ quoted }) => quoted);

/** Words count less where moderators taught so. */
const heardWords = (words: Said, model: Answer | null): Said =>
  model?.taught === 'lowered' ? { ...words, level: oneLower(words.level) } : words;

const whole = (draft: Draft, category: Category, learned: boolean): Span[] => [
  {
    start: 0,
    end: draft.text.original.length,
    kind: 'model',
    reason: `${category}.${learned ? 'learned' : 'model'}`,
  },
];

const NOTHING: readonly Finding[] = [];

/** Most texts have none, and none in most categories. */
function byCategory(findings: readonly Finding[]): ReadonlyMap<Category, readonly Finding[]> {
  const found = new Map<Category, Finding[]>();
  for (const finding of findings) {
    const own = found.get(finding.category);
    if (own) own.push(finding);
    else found.set(finding.category, [finding]);
  }
  return found;
}

const NOTHING_SAID: Said = { score: 0.01, level: 'none' };

function saidByWords(category: Category, own: readonly Finding[]): Said {
  if (own.length === 0) return NOTHING_SAID;
  let missing = 1;
  for (const { strength } of own) missing *= 1 - WEIGHT[strength];
  return { score: Math.max(0.01, Math.min(0.99, 1 - missing)), level: levelOf(category, own) };
}

export function toVerdicts(draft: Draft, measured: Measured): Verdict[] {
  const { version } = measured;
  const found = byCategory(draft.findings);
  return CATEGORIES.map((category) => {
    const own = found.get(category) ?? NOTHING;
    const words = saidByWords(category, own);
    const model = askModel(draft, category, measured);
    const meant = category === 'hate' && isUnprotectedOnly(draft.findings);
    const told = meant || isExplained(category, own) || (category === 'disinformation' && isDistanced(draft));
    const { score, level } = told
      ? { score: words.score, level: words.level }
      : combine(category, heardWords(words, model), model, own);
    const spans = spansOf(own);
    const shown =
      spans.length === 0 && level !== 'none' ? whole(draft, category, model?.taught === 'raised') : spans;
    return {
      category,
      kind: level === 'none' ? null : kindOf(category, own),
      score: Math.round(score * 1000) / 1000,
      level,
      spans: shown,
      strongSignals: strongSignals(
        own.length > 0 && isRetold(draft, category) ? NOTHING : own,
        model,
        fieldsAgree(category, measured.dense),
      ),
      version,
    };
  });
}

/** The kind of the gravest finding; where only the model spoke, the commonest of the category. */
function kindOf(category: Category, own: readonly Finding[]): string | null {
  const gravest = own.reduce<Finding | null>(
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
