/** What the shipped model says about one category of a text: how likely, and what that means where it was measured. */
import type { Category, Language, Level } from '../../../core/moderation/verdict.ts';
import type { Draft } from '../layer.ts';
import { hasEvidence, NEEDS_EVIDENCE } from './evidence.ts';
import { calibrationOf, hasOwnPoints, type Margins, probability } from './score.ts';
import type { Calibration, ModelHeader } from './weights.ts';

/** A text as the model has measured it. */
export interface Measured {
  readonly version: string;
  readonly model: ModelHeader | null;
  readonly margins: Margins | null;
  readonly dense: Float32Array;
}

export interface Said {
  readonly score: number;
  readonly level: Level;
}

/** Languages without any labelled abuse: lexicons speak alone. */
const UNTAUGHT: ReadonlySet<Language> = new Set(['fi', 'se', 'smj', 'sma']);
/** Categories that `offensive` labels of foreign data speak for. */
const OFFENCES: ReadonlySet<Category> = new Set(['hate', 'threat', 'profanity', 'porn', 'violence']);

/** Null where the model knows nothing of the language, or there is none. */
export function saidByModel(draft: Draft, category: Category, measured: Measured): Said | null {
  const { model, margins, dense } = measured;
  const { language, context } = draft;
  if (!model || !margins || UNTAUGHT.has(language)) return null;
  const points = calibrationOf(model, language, category);
  if (points === undefined) return null;
  if (context.ownAccount && category === 'ads') return { score: 0, level: 'none' };
  const evidence = hasEvidence(category, dense);
  const own = probability(points, margins.of(category), margins.of('offensive'), evidence);
  // a language without points of its own borrows the pooled ones, weighed by how offensive the text is at all
  const borrows = OFFENCES.has(category) && !hasOwnPoints(model, language, category);
  const score = borrows ? own * offensiveness(language, model, margins) : own;
  if (!evidence && NEEDS_EVIDENCE.has(category)) return { score, level: 'none' };
  return { score, level: levelAt(score, points, evidence) };
}

function offensiveness(language: Language, model: ModelHeader, margins: Margins): number {
  const points = calibrationOf(model, language, 'insult');
  return points ? probability(points, margins.of('insult'), margins.of('offensive'), true) : 1;
}

/** Without a word of its fields no category is certain. */
function levelAt(score: number, points: Calibration, evidence: boolean): Level {
  if (score < (evidence ? points.suspect : points.blind)) return 'none';
  return score >= points.strong && evidence ? 'strong' : 'suspect';
}
