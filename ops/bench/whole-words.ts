/** Whole-word matching with a list of the same words, the way Coral's banned words work: the baseline for compounds. */
import type { LexiconSource } from '../../classifiers/text/match/lexicon-file.ts';
import { parseLexicon } from '../../classifiers/text/match/lexicon-file.ts';

const OFFENCE = new Set(['insult', 'hate', 'threat', 'profanity']);

export function wholeWords(sources: readonly LexiconSource[]): (text: string) => boolean {
  const words = sources
    .map(parseLexicon)
    .filter(({ name }) => OFFENCE.has(name))
    .flatMap(({ terms }) => terms.filter(({ severity }) => severity >= 2).map(({ text }) => text));
  const listed = new Set(words);
  return (text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\d]+/u)
      .some((word) => listed.has(word));
}
