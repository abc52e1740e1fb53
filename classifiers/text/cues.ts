/** Collects the cues of a text: who is spoken to, who is spoken of, negation, quotation, reports, questions. */
import type { CueHit, Cues } from './layer.ts';
import type { PatternHit } from './match/pattern-matcher.ts';

export function collectCues(hits: readonly PatternHit[]): Cues {
  const cues = new Map<string, CueHit[]>();
  for (const { attributes, severity, first, last } of hits) {
    const name = attributes.cue;
    if (name === undefined) continue;
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

/** Does a cue stand among the `before` tokens before `at`, or the `after` tokens after it? */
export function near(
  cues: Cues,
  name: string,
  place: { at: number; before: number; after: number },
): boolean {
  const hits = cues.get(name);
  if (hits === undefined) return false;
  const { at, before, after } = place;
  return hits.some(
    (hit) => hit.last >= at - before && hit.first <= at + after && !(hit.first <= at && hit.last >= at),
  );
}
