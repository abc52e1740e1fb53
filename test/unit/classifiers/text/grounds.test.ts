/** Protected grounds are the law of the account's country: the same words are hate in one and an insult in the other. */
import { describe, expect, test } from '@jest/globals';
import { parseLexicon } from '../../../../classifiers/text/match/lexicon-file.ts';
import type { Country } from '../../../../core/kernel/platform.ts';
import { type Category, isFlagged } from '../../../../core/moderation/verdict.ts';
import { readTextResources } from '../../../../workers/classify/load.ts';
import { classifier } from './support.ts';

const resources = await readTextResources();
const known = new Set([...Object.values(resources.grounds).flatMap(({ grounds }) => grounds), 'sex']);

const verdictOf = (text: string, category: Category, country?: Country) =>
  classifier
    .classify(text, country ? { country } : {})
    .verdicts.find((verdict) => verdict.category === category);
/** What is only possible states nothing. */
const levelOf = (text: string, category: Category, country?: Country) => {
  const found = verdictOf(text, category, country);
  return found && isFlagged(found) ? found.level : 'none';
};

describe.each([
  ['Norwegian', 'Funksjonshemmede er parasitter'],
  ['Norwegian, call', 'Funksjonshemmede burde gasses alle sammen'],
  ['nynorsk', 'Funksjonshemma er parasittar'],
  ['Swedish', 'Utvecklingsstörda är parasiter'],
  ['Swedish, call', 'Handikappade borde gasas allihop'],
  ['English', 'Disabled are parasites, all of them'],
])('disability, %s', (_name, text) => {
  test('The comment is hate under straffeloven § 185, and where the country is not known', () => {
    expect(levelOf(text, 'hate', 'NO')).not.toBe('none');
    expect(levelOf(text, 'hate')).not.toBe('none');
  });

  test('The comment is an insult, an attack, under brottsbalken 16:8', () => {
    expect(levelOf(text, 'hate', 'SE')).toBe('none');
    expect(levelOf(text, 'insult', 'SE')).not.toBe('none');
    expect(verdictOf(text, 'insult', 'SE')?.kind).toBe('attack');
  });
});

test.each([
  'Muslimer är ohyra',
  'Bögar är äckliga, allihop',
  'Transor är sjuka pedofiler',
  'Jødene er rotter',
  'Samene er parasitter',
  'Blacks are apes',
])('What both laws name is hate in both: %s', (text) => {
  expect(levelOf(text, 'hate', 'SE')).not.toBe('none');
  expect(levelOf(text, 'hate', 'NO')).not.toBe('none');
});

test('Sex is a ground of neither law', () => {
  for (const country of ['SE', 'NO'] as const) {
    expect(levelOf('All women are parasites and vermin', 'hate', country)).toBe('none');
    expect(levelOf('All women are parasites and vermin', 'insult', country)).not.toBe('none');
  }
});

test('A comment on more grounds is hate where the law names one of them', () => {
  const text = 'Handikappade är parasiter. Muslimer är ohyra';
  expect(levelOf(text, 'hate', 'SE')).not.toBe('none');
  expect(levelOf(text, 'insult', 'SE')).not.toBe('none');
});

test('Every word and pattern of hate names its ground, or a group whose words do', () => {
  const nameless = resources.lexicons
    .filter(({ name }) => name === 'hate')
    .map(parseLexicon)
    .flatMap(({ language, terms, patterns, classes, grounds }) => {
      expect([...grounds.values()].filter((ground) => !known.has(ground))).toEqual([]);
      expect((classes.get('group') ?? []).filter((word) => !grounds.has(word))).toEqual([]);
      return [...terms.map(({ text, ...meta }) => ({ ...meta, source: text })), ...patterns]
        .filter(({ attributes }) => attributes.kind !== 'terrorcall' && !known.has(attributes.ground ?? ''))
        .filter(({ source }) => !source.includes('<group>'))
        .map(({ source }) => `${language}: ${source}`);
    });
  expect(nameless).toEqual([]);
});
