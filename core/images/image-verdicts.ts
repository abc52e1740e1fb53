/** How what was seen on pictures joins what was read in the text. Pure. */
import { type Decision, graverDecision } from '../moderation/decision.ts';
import { type Category, LEVEL_RANK, type Verdict } from '../moderation/verdict.ts';
import { isBlocked, isImageVerdict, type MediaReview } from './media.ts';

/** By level, then by score (0..1). */
const rank = ({ level, score }: Pick<Verdict, 'level' | 'score'>): number => LEVEL_RANK[level] * 2 + score;
const graver = (a: Pick<Verdict, 'level' | 'score'>, b: Pick<Verdict, 'level' | 'score'>): boolean =>
  rank(a) > rank(b);

/** The gravest of all pictures, one per category and model. */
export function imageVerdicts(media: MediaReview | null): Verdict[] {
  const gravest = new Map<string, Verdict>();
  for (const verdict of media?.looks.flatMap(({ verdicts }) => verdicts) ?? []) {
    const key = `${verdict.category} ${verdict.version}`;
    const before = gravest.get(key);
    if (before === undefined || graver(verdict, before)) gravest.set(key, verdict);
  }
  return [...gravest.values()];
}

/** The text's verdicts with the pictures' beside them: all are kept, none replaces another. */
export function withImageVerdicts(verdicts: readonly Verdict[], media: MediaReview | null): Verdict[] {
  return [...verdicts.filter((verdict) => !isImageVerdict(verdict)), ...imageVerdicts(media)];
}

type Read = Pick<Verdict, 'category' | 'level' | 'score' | 'version'>;

/** One category, as everything that decides, counts or shows reads it. */
export interface Reading<V extends Read> {
  readonly category: Category;
  readonly text: V | null;
  /** The gravest of what is on the pictures, however many pictures and models there are. */
  readonly seen: V | null;
}

export function readingsOf<V extends Read>(verdicts: readonly V[]): readonly Reading<V>[] {
  const readings: { category: Category; text: V | null; seen: V | null }[] = [];
  for (const verdict of verdicts) {
    const { category } = verdict;
    const place = isImageVerdict(verdict) ? 'seen' : 'text';
    const reading = readings.find((candidate) => candidate.category === category);
    const before = reading?.[place] ?? null;
    if (reading === undefined) readings.push({ category, text: null, seen: null, [place]: verdict });
    else if (before === null || graver(verdict, before)) reading[place] = verdict;
  }
  return readings;
}

/** What stands of one category, in the text or on a picture: the graver of the two. */
export function gravestIn<V extends Read>(verdicts: readonly V[], category: Category): V | null {
  const reading = readingsOf(verdicts.filter((verdict) => verdict.category === category))[0];
  if (!reading?.text || !reading.seen) return reading?.text ?? reading?.seen ?? null;
  return graver(reading.seen, reading.text) ? reading.seen : reading.text;
}

/** A blocked picture is always a person's business. */
export const decisionWithMedia = (decided: Decision, media: MediaReview | null): Decision =>
  graverDecision(decided, isBlocked(media) ? 'flag' : 'none');
