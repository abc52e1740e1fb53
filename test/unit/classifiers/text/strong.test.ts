/** What may be certain: never a single pattern that is aimed at nobody. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parseLexicon } from '../../../../classifiers/text/match/lexicon-file.ts';
import type { Category, Language } from '../../../../core/moderation/verdict.ts';
import { classifier } from './support.ts';

const ROOT = path.join(import.meta.dirname, '../../../../classifiers/text/lexicons');
/** Patterns of these are aimed at somebody; the others are about things, or name a group themselves. */
const AIMED: readonly Category[] = ['insult', 'threat', 'violence', 'porn'];
const TARGETS = ['you', 'you-all', 'person', 'municipality'];

interface Sample {
  readonly language: Language;
  readonly category: Category;
  readonly source: string;
  readonly text: string;
}

/** About what each pattern finds: every choice of its elements once, the first of the others. */
function samplesOf(language: Language, category: Category): Sample[] {
  const text = readFileSync(path.join(ROOT, language, `${category}.txt`), 'utf8');
  const { patterns, classes } = parseLexicon({ language, name: category, text });
  return patterns
    .filter(({ severity }) => severity >= 2)
    .flatMap(({ source }) => {
      const choices = source
        .split(/\s+/)
        .filter((part) => part !== '...')
        .map((part) =>
          part
            .replace(/\?$/, '')
            .split('|')
            .flatMap((word) => (word.startsWith('<') ? (classes.get(word.slice(1, -1)) ?? []) : [word]))
            .map((word) => word.replaceAll('*', '')),
        );
      const most = Math.max(...choices.map(({ length }) => length));
      return Array.from({ length: most }, (_, i) => ({
        language,
        category,
        source,
        text: choices.map((words) => words[Math.min(i, words.length - 1)] ?? '').join(' '),
      }));
    });
}

const samples = AIMED.flatMap((category) =>
  readdirSync(ROOT)
    .filter((language) => readdirSync(path.join(ROOT, language)).includes(`${category}.txt`))
    .flatMap((language) => samplesOf(language as Language, category)),
);

test('Each pattern of what is aimed at somebody is tried', () => {
  expect(samples.length).toBeGreaterThan(1500);
});

test('No single pattern is strong without somebody it is aimed at', () => {
  const wrong = samples.filter(({ language, category, text }) => {
    const draft = classifier.analyse(text, { language });
    const strong = draft.findings.filter(
      (finding) =>
        finding.category === category && finding.strength === 'strong' && finding.kind === 'pattern',
    );
    return strong.length > 0 && !TARGETS.some((cue) => draft.cues.has(cue)) && !draft.text.hasMention;
  });
  expect(
    wrong.map(({ language, category, source, text }) => `${language} ${category} ${source}: ${text}`),
  ).toEqual([]);
});
