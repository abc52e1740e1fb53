/**
 * What is common to the forms of a word, by the Swedish and the Norwegian rules: an item's language is a guess, and a
 * town on the border writes both.
 */
/// <reference path="./natural.d.ts" />
import norwegian from 'natural/lib/natural/stemmers/porter_stemmer_no.js';
import swedish from 'natural/lib/natural/stemmers/porter_stemmer_sv.js';

/** Shorter ones are no endings away from each other: "bad" is not "ba". */
const SHORTEST = 3;

/** Whether it may be a form or a stem of another word: a number is not. */
export const isInflected = (word: string): boolean => word.length >= SHORTEST && /^\p{L}+$/u.test(word);

/** The Swedish rules leave "lampan" as it is, though "lampa" and "lampor" are "lamp" to them. */
const withoutArticle = (word: string): string => (word.length >= 5 ? word.replace(/ans?$/u, 'a') : word);

/** The Norwegian rules know no Swedish vowels: to them "mötet" and "trädet" would have no ending. As long as the word. */
const inNorwegianLetters = (word: string): string => word.replaceAll('ä', 'æ').replaceAll('ö', 'ø');

const norwegianStem = (word: string): string => {
  const written = inNorwegianLetters(word);
  const stem = norwegian.stem(written);
  return written.startsWith(stem) ? word.slice(0, stem.length) : word;
};

/** Of a folded word: its stems, without the word itself. Each is a beginning of it. */
export function stemsOf(word: string): string[] {
  if (!isInflected(word)) return [];
  const stems = new Set([swedish.stem(withoutArticle(word)), norwegianStem(word)]);
  stems.delete(word);
  return [...stems].filter((stem) => stem.length >= SHORTEST && word.startsWith(stem));
}

/** Whether two folded words are forms of one. */
export function areForms(word: string, other: string): boolean {
  if (word === other) return true;
  const stems = new Set([word, ...stemsOf(word)]);
  return [other, ...stemsOf(other)].some((stem) => stems.has(stem));
}
