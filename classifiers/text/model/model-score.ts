/** The shipped model's score for one category of a text: how likely, by calibration, and what that means where it was measured. */
import { type Category, type Language, type Level, lowerLevel } from '../../../core/moderation/verdict.ts';
import type { Draft } from '../draft/draft.ts';
import { hasEvidence, isLinkAlone } from './evidence.ts';
import type { Margins } from './margins.ts';
import type { Calibration, ModelHeader } from './weights.ts';

/** A text as the model has measured it. */
export interface Measured {
  readonly version: string;
  readonly model: ModelHeader | null;
  readonly margins: Margins | null;
  readonly dense: Float32Array;
}

export interface Score {
  readonly score: number;
  readonly level: Level;
}

const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

/** Which calibration a language uses: nynorsk goes with bokmål, what we have no data for with the rest. */
export function groupOf(language: Language): string {
  if (language === 'nn' || language === 'nb') return 'nb';
  return language === 'sv' || language === 'da' || language === 'en' ? language : 'other';
}

export function calibrationOf(
  header: ModelHeader,
  language: Language,
  category: Category,
): Calibration | undefined {
  const { calibration } = header;
  // Danish was labelled for offence in general only: for the rest it is read as bokmål
  const group = groupOf(language);
  return calibration[group]?.[category] ?? (group === 'da' ? calibration.nb?.[category] : undefined);
}

const hasOwnPoints = (header: ModelHeader, language: Language, category: Category): boolean =>
  header.calibration[groupOf(language)]?.[category] !== undefined;

interface Evidence {
  /** Margins of the category and of offence in general. */
  readonly margin: number;
  readonly offensive: number;
  /** The text has a word that the category is about. */
  readonly evidence: boolean;
}

/** Both margins of one text on the curve. */
function probability(points: Calibration, { margin, offensive, evidence }: Evidence): number {
  return sigmoid(
    points.own * margin + points.general * offensive + (evidence ? points.evidence : 0) + points.constant,
  );
}

/** Languages without any labelled abuse: lexicons speak alone. */
const WITHOUT_LABELS: ReadonlySet<Language> = new Set(['fi', 'se', 'smj', 'sma']);
/** Categories that `offensive` labels of foreign data speak for. */
const OFFENCES: ReadonlySet<Category> = new Set(['hate', 'threat', 'profanity', 'porn', 'violence']);

/** Null where the model knows nothing of the language, or there is none. */
export function modelScore(draft: Draft, category: Category, measured: Measured): Score | null {
  const { model, margins, dense } = measured;
  const { language, context } = draft;
  if (!model || !margins || WITHOUT_LABELS.has(language)) return null;
  const points = calibrationOf(model, language, category);
  if (points === undefined) return null;
  const isEmpty = draft.text.tokens.length === 0 && draft.text.emoji.length === 0;
  if (isEmpty || (context.ownAccount && category === 'ads')) return { score: 0, level: 'none' };
  const evidence = hasEvidence(category, dense);
  const calibrated = probability(points, {
    margin: margins.of(category),
    offensive: margins.of('offensive'),
    evidence,
  });
  // a language without points of its own borrows the pooled ones, weighed by how offensive the text is at all
  const borrows = OFFENCES.has(category) && !hasOwnPoints(model, language, category);
  const score = borrows ? calibrated * offensiveness(language, model, margins) : calibrated;
  const level = levelAt(score, points, evidence);
  return { score, level: isLinkAlone(category, dense, evidence) ? quietest(level, points) : level };
}

/** At most possible, where the weights know the level at all. */
const quietest = (level: Level, { possible }: Calibration): Level =>
  lowerLevel(level, possible === undefined ? 'none' : 'possible');

function offensiveness(language: Language, model: ModelHeader, margins: Margins): number {
  const points = calibrationOf(model, language, 'insult');
  if (points === undefined) return 1;
  return probability(points, {
    margin: margins.of('insult'),
    offensive: margins.of('offensive'),
    evidence: true,
  });
}

/** Without a word of its fields no category is certain. */
export function levelAt(score: number, points: Calibration, evidence: boolean): Level {
  if (score >= points.strong && evidence) return 'strong';
  if (score >= (evidence ? points.suspect : points.blind)) return 'suspect';
  return points.possible !== undefined && score >= points.possible ? 'possible' : 'none';
}
