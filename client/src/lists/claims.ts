/** Claims as forms and lists need them. */
import type { ClaimRequest, ClaimShape } from '../../../core/lists/lists.contract.ts';

type Text = Pick<ClaimShape, 'language' | 'claim' | 'variants' | 'correction'>;

/** The text in the reader's language, else the first. */
export const inLanguage = <T extends Pick<Text, 'language'>>(texts: readonly T[], lang: string) =>
  texts.find(({ language }) => language === lang) ?? texts[0];

/** Every word that is looked for stands in one of the texts. */
export function matches(texts: readonly Text[], wanted: string): boolean {
  const all = texts.flatMap(({ claim, variants, correction }) => [claim, ...variants, correction]);
  const text = all.join(' ').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** What a stored claim is when it is sent again. */
export function claimRequest({ id: _id, by: _by, at: _at, ...rest }: ClaimShape): ClaimRequest {
  return rest;
}

export const emptyClaim = (language: ClaimRequest['language']): ClaimRequest => ({
  language,
  topic: '',
  claim: '',
  variants: [],
  correction: '',
  ask: '',
  validFrom: null,
  validTo: null,
  on: true,
});

export type ClaimProblem = 'claim' | 'correction' | 'ask' | 'dates';

/** What must be mended before it can be sent. */
export function claimProblems({ claim, correction, ask, validFrom, validTo }: ClaimRequest): ClaimProblem[] {
  return [
    ...(claim.trim() === '' ? (['claim'] as const) : []),
    ...(correction.trim() === '' ? (['correction'] as const) : []),
    ...(ask.trim() === '' ? (['ask'] as const) : []),
    ...(validFrom !== null && validTo !== null && validTo < validFrom ? (['dates'] as const) : []),
  ];
}

/** One wording a line. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
