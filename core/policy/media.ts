/** How what was seen on pictures joins what was read in the text. Pure. */
import { DECISIONS, type Decision } from '../domain/decision.ts';
import { IMAGE_VERSION_PREFIX, isBlocked, type MediaReview } from '../domain/media.ts';
import { type Category, LEVELS, type Verdict } from '../domain/verdict.ts';

const isImageVerdict = ({ version }: Pick<Verdict, 'version'>): boolean =>
  version.startsWith(IMAGE_VERSION_PREFIX);

/** By level, then by score (0..1). */
const rank = ({ level, score }: Pick<Verdict, 'level' | 'score'>): number =>
  LEVELS.indexOf(level) * 2 + score;
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

type Measured = Pick<Verdict, 'category' | 'kind' | 'score' | 'level' | 'strongSignals'>;

/**
 * One verdict per category, for the policy: the gravest level and score, and every kind of evidence that found it
 * strong. A picture is one kind, however many pictures and models there are.
 */
export function combinedVerdicts<V extends Measured>(verdicts: readonly V[]): readonly V[] {
  if (new Set(verdicts.map(({ category }) => category)).size === verdicts.length) return verdicts;
  const byCategory = new Map<Category, V>();
  for (const verdict of verdicts) {
    const before = byCategory.get(verdict.category);
    if (before === undefined) byCategory.set(verdict.category, verdict);
    else {
      const strongSignals = [...new Set([...(before.strongSignals ?? []), ...(verdict.strongSignals ?? [])])];
      const gravest = graver(verdict, before) ? verdict : before;
      // What shields a kind of text (criticism of officials) shields the whole.
      byCategory.set(verdict.category, { ...gravest, kind: before.kind ?? verdict.kind, strongSignals });
    }
  }
  return [...byCategory.values()];
}

/** A blocked picture is always a person's business. */
export function decisionWithMedia(decided: Decision, media: MediaReview | null): Decision {
  const least: Decision = isBlocked(media) ? 'flag' : 'none';
  return DECISIONS[Math.max(DECISIONS.indexOf(decided), DECISIONS.indexOf(least))] ?? 'flag';
}
