/** All layers, in the order they run: each may use what those before it found. One line, one reason. */
import type { Grounds } from './grounds/protected.ts';
import type { Draft, Layer } from './layer.ts';
import { lexiconLayer } from './lexicon-layer.ts';
import type { PatternHit } from './match/pattern-matcher.ts';
import type { TermHit } from './match/term-matcher.ts';
import type { NormalText } from './normalise/normal-text.ts';
import { type Register, registerLayer } from './register/register-layer.ts';
import { emojiLayer } from './signals/emoji.ts';
import { floodLayer } from './signals/flood.ts';
import { type DomainLists, linkLayer } from './signals/links.ts';
import { personalLayer } from './signals/personal.ts';
import { wordListLayer } from './signals/word-lists.ts';

export interface LayerParts {
  readonly terms: (text: NormalText) => readonly TermHit[];
  readonly patterns: (draft: Draft) => readonly PatternHit[];
  readonly domains: DomainLists;
  readonly register: Register;
  readonly grounds: Grounds;
}

export function allLayers({ terms, patterns, domains, register, grounds }: LayerParts): readonly Layer[] {
  return [
    lexiconLayer({ terms, patterns, grounds }), // words and phrases: the evidence a moderator can check
    linkLayer(domains), // where a link leads says more than the words around it
    personalLayer, // identity numbers are certain by their check digits
    emojiLayer, // adds to what words said, so after them
    registerLayer(register), // likeness to known false claims; needs the cues only
    floodLayer, // many alike are a flood only if they also sell
    wordListLayer, // the municipality's exempt words take findings away, so last
  ];
}
