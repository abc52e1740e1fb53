/**
 * Reads the text form of known claims: `## id | topic`, then `language: claim / wording || correction || whom to ask`. The
 * same id stands once a language; in code a claim is `id.language`.
 */
import { LANGUAGES } from '../../../core/moderation/verdict.ts';
import type { Claim } from '../draft/context.ts';

export function parseClaims(source: string): Claim[] {
  const claims: Claim[] = [];
  let id = '';
  let topic = '';
  for (const line of source.split('\n')) {
    const heading = /^## ([^|]+)\|(.+)$/.exec(line);
    if (heading) {
      id = heading[1]?.trim() ?? '';
      topic = heading[2]?.trim() ?? '';
      continue;
    }
    const [, code = '', rest = ''] = /^([a-z]+): (.+)$/.exec(line) ?? [];
    const language = LANGUAGES.find((known) => known === code);
    const [wordings = '', correction = '', ask = ''] = rest.split('||').map((part) => part.trim());
    const [claim, ...variants] = wordings.split(' / ').map((part) => part.trim());
    if (language && claim)
      claims.push({ id: `${id}.${language}`, language, topic, claim, variants, correction, ask });
  }
  return claims;
}
