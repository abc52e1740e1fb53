/** A classification in words, for `uppsikt classify --explain`. */

import { decide } from '../../core/moderation/decide.ts';
import type { ModerationPolicy } from '../../core/moderation/policy.ts';
import type { Classification } from '../../core/moderation/verdict.ts';

export function explain(result: Classification, policy: ModerationPolicy, text: string): string {
  const lines = [
    `language      ${result.language}`,
    `decision      ${decide(result, policy)}  (policy ${policy.version})`,
    `intent        ${result.intent.class} ${result.intent.score} ${result.intent.flags.join(' ')}`,
    `registration  ${result.registration.class} ${result.registration.score} ${result.registration.reasons.join(' ')}`,
    `needs answer  ${result.needsAnswer.value ? 'yes' : 'no'} ${result.needsAnswer.score}`,
    '',
  ];
  for (const { category, kind, level, score, spans } of result.verdicts) {
    lines.push(`${category.padEnd(15)}${level.padEnd(9)}${score.toFixed(3)} ${kind ?? ''}`);
    for (const span of spans) {
      const words = JSON.stringify(text.slice(span.start, span.end));
      lines.push(`    ${words} at ${span.start}-${span.end}: ${span.reason} (${span.kind})`);
    }
  }
  return `${lines.join('\n')}\n\nmodel ${result.version}\n`;
}
