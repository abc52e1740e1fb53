/** Collects the cues of a text: who is spoken to, who is spoken of, negation, quotation, reports, questions. */
import type { Language } from '../../../core/moderation/verdict.ts';
import type { PatternHit } from '../match/pattern-matcher.ts';
import type { CueHit, Cues } from './draft.ts';

/** English words are read in English and unknown texts only, Nordic ones not in English: "hell" is also a place. */
function isRead(cue: Language, text: Language): boolean {
  if (cue === 'en') return text === 'en' || text === 'unknown' || text === 'mixed';
  return text !== 'en';
}

export function collectCues(hits: readonly PatternHit[], language: Language): Cues {
  const cues = new Map<string, CueHit[]>();
  for (const { attributes, severity, first, last, language: cue } of hits) {
    const name = attributes.cue;
    if (name === undefined || !isRead(cue, language)) continue;
    const list = cues.get(name) ?? [];
    list.push({ severity, value: attributes.value ?? null, first, last });
    cues.set(name, list);
    const registration = attributes.reg;
    if (registration !== undefined && name !== 'reg') {
      const regs = cues.get('reg') ?? [];
      // intents only hint at a registration class; cues of their own say it
      regs.push({ severity: 1, value: registration, first, last });
      cues.set('reg', regs);
    }
  }
  return cues;
}

export const has = (cues: Cues, name: string): boolean => cues.has(name);

/** No cue pattern is longer than this, in tokens. */
const MAX_CUE_TOKENS = 40;

/** Index of the first hit that begins at or after a token; hits are in order of their first token. */
function firstFrom(hits: readonly CueHit[], token: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.first ?? 0) < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Is there a hit among those that begin between two tokens for which the test holds? Time grows with the window only. */
export function someBetween(
  hits: readonly CueHit[] | undefined,
  range: readonly [number, number],
  test: (hit: CueHit) => boolean,
): boolean {
  if (hits === undefined) return false;
  for (let i = firstFrom(hits, range[0]); i < hits.length; i += 1) {
    const hit = hits[i];
    if (hit === undefined || hit.first > range[1]) return false;
    if (test(hit)) return true;
  }
  return false;
}

/** Does a cue stand among the `before` tokens before `at`, or the `after` tokens after it? */
export function near(
  cues: Cues,
  name: string,
  window: { at: number; before: number; after: number },
): boolean {
  const { at, before, after } = window;
  return someBetween(
    cues.get(name),
    [at - before - MAX_CUE_TOKENS, at + after],
    (hit) => hit.last >= at - before && !(hit.first <= at && hit.last >= at),
  );
}
