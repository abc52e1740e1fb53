/** The register of known false claims: the starter set by its keys, the municipality's own by likeness. Never more than `suspect`. */
import type { Language } from '../../../core/moderation/verdict.ts';
import type { Claim, Draft, Layer } from '../layer.ts';
import { originalRange } from '../normalise/normal-text.ts';
import type { KeyMatcher, Met } from './key-matcher.ts';
import { likeClaims } from './likeness.ts';
import { isOwnClaim } from './stance.ts';

/** The register's language for a text's: neighbours read bokmål, where nothing is known the country decides. */
function wordingFor(language: Language, country: 'SE' | 'NO' | undefined): Language {
  if (language === 'sv' || language === 'nb' || language === 'en') return language;
  if (language === 'nn' || language === 'da') return 'nb';
  return country === 'NO' ? 'nb' : 'sv';
}

/** Valid on the day the caller gives; without a day, always. */
function isValid({ validFrom, validTo }: Claim, today: string | undefined): boolean {
  return today === undefined || ((validFrom ?? '') <= today && today <= (validTo ?? '9999'));
}

function addFinding(draft: Draft, claim: string, { first, last }: Pick<Met, 'first' | 'last'>): void {
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

export interface Register {
  readonly claims: readonly Claim[];
  readonly matcher: KeyMatcher;
}

export function registerLayer({ claims, matcher }: Register): Layer {
  const known = new Set(claims.map(({ id }) => id));
  for (const id of matcher.ids)
    if (!known.has(`${id}.sv`)) throw new Error(`register/keys.txt: no claim ${id} in the register`);
  return {
    name: 'register',
    cost: 2,
    version: '2',
    classify(draft) {
      const { text, context, language } = draft;
      matcher.find(text, draft.words, (met) => {
        const own = !context.mutedClaims?.has(met.id) && isOwnClaim(draft, met);
        if (own) addFinding(draft, `${met.id}.${wordingFor(language, context.country)}`, met);
        return own;
      });
      for (const { claim, first, last } of context.claims ? likeClaims(text, context.claims) : []) {
        const met: Met = { id: claim.id, places: [], first, last };
        if (isValid(claim, context.today) && isOwnClaim(draft, met)) addFinding(draft, claim.id, met);
      }
    },
  };
}
