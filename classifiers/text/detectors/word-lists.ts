/** A municipality's own banned, suspect and exempt words and phrases, added at run time. */
import type { WordLists } from '../draft/context.ts';
import type { Detector, Finding } from '../draft/draft.ts';
import { parseLexicon } from '../match/lexicon-file.ts';
import { type Phrase, type PhraseHit, PhraseMatcher } from '../match/phrase-matcher.ts';
import { TermMatcher } from '../match/term-matcher.ts';
import { type NormalText, originalRange } from '../normalise/normal-text.ts';

type Find = (text: NormalText) => readonly PhraseHit[];
const compiled = new WeakMap<WordLists, Find>();

const SEVERITY = { banned: 3, suspect: 2, exempt: 2 } as const;
const KINDS = ['banned', 'suspect', 'exempt'] as const;

/** Its words; signs that mean something in a lexicon file part them. */
const wordsOf = (term: string): string[] =>
  term
    .replace(/[,@$!#<>|=~^]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);

function compile(lists: WordLists): Find {
  const known = compiled.get(lists);
  if (known) return known;
  const entries: Phrase[] = KINDS.flatMap((name) =>
    lists[name].map((term) => ({ name, severity: SEVERITY[name], words: wordsOf(term) })),
  );
  const single = new TermMatcher(
    KINDS.map((name) => {
      const words = entries.filter((entry) => entry.name === name && entry.words.length === 1);
      const text = `@${SEVERITY[name]}\n${words.map((entry) => entry.words[0]).join(', ')}`;
      return parseLexicon({ language: 'unknown', name, text });
    }),
  );
  const phrases = new PhraseMatcher(entries.filter(({ words }) => words.length > 1));
  const find: Find = (text) => [...single.find(text), ...phrases.find(text)];
  compiled.set(lists, find);
  return find;
}

export const wordListDetector: Detector = {
  detect(draft) {
    const lists = draft.context.wordLists;
    if (lists === undefined) return;
    const exempt: { start: number; end: number }[] = [];
    const found: Finding[] = [];
    for (const hit of compile(lists)(draft.text)) {
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
