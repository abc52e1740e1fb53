/** A municipality's own banned, suspect and exempt words, added at run time. */
import type { Finding, Layer, WordLists } from '../layer.ts';
import { type LexiconFile, parseLexicon } from '../match/lexicon-file.ts';
import { TermMatcher } from '../match/term-matcher.ts';
import { originalRange } from '../normalise/normal-text.ts';

const compiled = new WeakMap<WordLists, TermMatcher>();

/** Commas and signs that mean something in a lexicon file are taken as they stand. */
const plain = (words: readonly string[]): string =>
  words
    .map((word) => word.replace(/[,@$!#<>|=~]/g, ' ').trim())
    .filter((word) => !/\s/.test(word))
    .join(', ');

function compile(lists: WordLists): TermMatcher {
  const known = compiled.get(lists);
  if (known) return known;
  const file = (name: string, words: readonly string[], severity: number): LexiconFile =>
    parseLexicon({ language: 'unknown', name, text: `@${severity}\n${plain(words)}` });
  const matcher = new TermMatcher([
    file('banned', lists.banned, 3),
    file('suspect', lists.suspect, 2),
    file('exempt', lists.exempt, 2),
  ]);
  compiled.set(lists, matcher);
  return matcher;
}

export const wordListLayer: Layer = {
  name: 'word-lists',
  cost: 0,
  version: '1',
  classify(draft) {
    const lists = draft.context.wordLists;
    if (lists === undefined) return;
    const exempt: { start: number; end: number }[] = [];
    const found: Finding[] = [];
    for (const hit of compile(lists).find(draft.text)) {
      const range = originalRange(draft.text, hit.from, hit.to);
      if (hit.name === 'exempt') exempt.push(range);
      else {
        const strength = hit.name === 'banned' ? 'strong' : 'suspect';
        found.push({
          category: 'insult',
          verdictKind: 'attack',
          severity: hit.severity,
          strength,
          ...range,
          kind: 'word-list',
          reason: `insult.${hit.name}`,
        });
      }
    }
    const free = (finding: { start: number; end: number }): boolean =>
      exempt.some((range) => range.start <= finding.start && range.end >= finding.end);
    const kept = [...draft.findings, ...found].filter((finding) => !free(finding));
    draft.findings.splice(0, draft.findings.length, ...kept);
  },
};
