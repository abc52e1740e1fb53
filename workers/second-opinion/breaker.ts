/** A circuit breaker: after some failures in a row nothing is asked for a while, then one try decides. */
import type { OpinionAnswer, OpinionSource } from '../../core/second-opinion/second-opinion.ts';

export interface BreakerRules {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** How long it stays open. */
  readonly restMs: number;
}
const RULES: BreakerRules = { failures: 5, restMs: 30_000 };

export function withBreaker(
  source: OpinionSource,
  now: () => Date,
  { failures, restMs }: BreakerRules = RULES,
): OpinionSource {
  let failed = 0;
  let closedFrom = 0;
  let trying = false;
  const isResting = (): boolean => failed >= failures && (trying || now().getTime() < closedFrom);
  return {
    name: source.name,
    close: () => source.close(),
    async ask(text): Promise<OpinionAnswer> {
      if (isResting()) return { ok: false, cause: 'circuit-open' };
      // half open: the first to come tries, the others wait for what it finds
      trying = failed >= failures;
      try {
        const answer = await source.ask(text);
        failed = answer.ok ? 0 : failed + 1;
        if (!answer.ok) closedFrom = now().getTime() + restMs;
        return answer;
      } finally {
        trying = false;
      }
    },
  };
}
