/** Finds known false claims: the starter set by its keys, the municipality's own by likeness. Never more than `suspect`. */
import type { Country } from '../../../core/kernel/platform.ts';
import type { Language } from '../../../core/moderation/verdict.ts';
import type { Claim } from '../draft/context.ts';
import type { Detector, Draft } from '../draft/draft.ts';
import { originalRange } from '../normalise/normal-text.ts';
import type { ClaimMatch, KeyMatcher } from './key-matcher.ts';
import { likeClaims } from './likeness.ts';
import { isOwnClaim } from './stance.ts';

/** The language whose wording of a claim goes with a text's: neighbours read bokmål, where nothing is known the country decides. */
function wordingFor(language: Language, country: Country | undefined): Language {
  if (language === 'sv' || language === 'nb' || language === 'en') return language;
  if (language === 'nn' || language === 'da') return 'nb';
  return country === 'NO' ? 'nb' : 'sv';
}

/** Valid on the day the caller gives; without a day, always. */
function isValid({ validFrom, validTo }: Claim, today: string | undefined): boolean {
  return today === undefined || ((validFrom ?? '') <= today && today <= (validTo ?? '9999'));
}

function addFinding(draft: Draft, claim: string, { first, last }: Pick<ClaimMatch, 'first' | 'last'>): void {
  const { tokens } = draft.text;
  const range = originalRange(draft.text, tokens[first]?.from ?? 0, tokens[last]?.to ?? 0);
  draft.findings.push({
    category: 'disinformation',
    verdictKind: null,
    severity: 2,
    strength: 'suspect',
    ...range,
    kind: 'register',
    reason: `disinformation.claim:${claim}`,
  });
}

export interface KnownClaims {
  readonly claims: readonly Claim[];
  readonly matcher: KeyMatcher;
}

export function claimsDetector({ claims, matcher }: KnownClaims): Detector {
  const known = new Set(claims.map(({ id }) => id));
  for (const id of matcher.ids)
    if (!known.has(`${id}.sv`)) throw new Error(`claims/keys.txt: no claim ${id} in claims/starter`);
  return {
    detect(draft) {
      const { text, context, language } = draft;
      matcher.find(text, draft.words, (match) => {
        const isOwn = !context.mutedClaims?.has(match.id) && isOwnClaim(draft, match);
        if (isOwn) addFinding(draft, `${match.id}.${wordingFor(language, context.country)}`, match);
        return isOwn;
      });
      for (const { claim, first, last } of context.claims ? likeClaims(text, context.claims) : []) {
        const match: ClaimMatch = { id: claim.id, ranges: [], first, last };
        if (isValid(claim, context.today) && isOwnClaim(draft, match)) addFinding(draft, claim.id, match);
      }
    },
  };
}
