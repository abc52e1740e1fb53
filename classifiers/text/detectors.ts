/** All detectors, in the order they run: each may use what those before it found. One line, one reason. */

import { claimsDetector, type KnownClaims } from './claims/claims-detector.ts';
import { emojiDetector } from './detectors/emoji.ts';
import { floodDetector } from './detectors/flood.ts';
import { lexiconDetector } from './detectors/lexicon.ts';
import type { DomainLists } from './detectors/link-lists.ts';
import { linkDetector } from './detectors/links.ts';
import { personalDataDetector } from './detectors/personal-data.ts';
import type { Grounds } from './detectors/protected-grounds.ts';
import { wordListDetector } from './detectors/word-lists.ts';
import type { Detector } from './draft/draft.ts';
import type { TermHit } from './match/term-matcher.ts';
import type { NormalText } from './normalise/normal-text.ts';

export interface DetectorParts {
  readonly terms: (text: NormalText) => readonly TermHit[];
  readonly domains: DomainLists;
  readonly knownClaims: KnownClaims;
  readonly grounds: Grounds;
}

export function allDetectors({ terms, domains, knownClaims, grounds }: DetectorParts): readonly Detector[] {
  return [
    lexiconDetector({ terms, grounds }), // words and phrases: the evidence a moderator can check
    linkDetector(domains), // where a link leads says more than the words around it
    personalDataDetector, // identity numbers are certain by their check digits
    emojiDetector, // adds to what words said, so after them
    claimsDetector(knownClaims), // likeness to known false claims; needs the cues only
    floodDetector, // many alike are a flood only if they also sell
    wordListDetector, // the municipality's exempt words take findings away, so last
  ];
}
