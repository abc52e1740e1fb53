/** Near-identical comments in a short time, counted by the worker (SimHash kept in Redis) and passed in. */
import type { Detector, Draft } from '../draft/draft.ts';

/** So many near-identical comments lately make a flood. */
const MIN_NEAR_DUPLICATES = 5;

export const floodDetector: Detector = {
  detect(draft: Draft) {
    if ((draft.context.nearDuplicates ?? 0) < MIN_NEAR_DUPLICATES || draft.context.ownAccount) return;
    const selling = draft.findings.some(
      ({ category, strength }) => category === 'ads' && strength !== 'none',
    );
    draft.findings.push({
      category: 'ads',
      verdictKind: null,
      severity: 1,
      strength: selling ? 'suspect' : 'none',
      start: 0,
      end: draft.text.original.length,
      kind: 'pattern',
      reason: 'ads.flood',
    });
  },
};
