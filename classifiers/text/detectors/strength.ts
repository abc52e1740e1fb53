/** What a lexicon match says by itself, per category: severity and who is spoken of. The words around it are weighed after. */
import type { Category } from '../../../core/moderation/verdict.ts';
import { has, near } from '../draft/cues.ts';
import type { Draft, Strength } from '../draft/draft.ts';

interface LexiconMatch {
  readonly draft: Draft;
  readonly at: number;
  readonly isPattern: boolean;
}

type Rule = (severity: number, match: LexiconMatch) => Strength;

/** Aimed at one person: "du", "han", a mention. The plural is as often the municipality as a person. */
function isAimed({ draft, at }: LexiconMatch): boolean {
  const { cues, text } = draft;
  return (
    near(cues, 'you', { at, before: 6, after: 6 }) ||
    near(cues, 'person', { at, before: 6, after: 4 }) ||
    text.tokens.length <= 3 ||
    text.hasMention
  );
}

const isAimedAtMany = ({ draft, at }: LexiconMatch): boolean =>
  near(draft.cues, 'you-all', { at, before: 4, after: 4 });

const insult: Rule = (severity, match) => {
  const personal = isAimed(match);
  const lawful = has(match.draft.cues, 'municipality') && !personal;
  if (severity >= 3) return personal || (match.isPattern && !lawful) ? 'strong' : 'suspect';
  if (match.isPattern) return lawful ? 'none' : 'suspect';
  return personal || (isAimedAtMany(match) && !lawful) ? 'suspect' : 'none';
};

const profanity: Rule = (severity, match) => {
  if (severity >= 3) return 'strong';
  if (severity === 2)
    return near(match.draft.cues, 'you', { at: match.at, before: 3, after: 3 }) ? 'strong' : 'suspect';
  return 'none';
};

const bySeverity: Rule = (severity) => (severity >= 3 ? 'strong' : severity === 2 ? 'suspect' : 'none');

export const STRENGTH: Readonly<Record<Category, Rule>> = {
  insult,
  profanity,
  hate: bySeverity,
  threat: bySeverity,
  porn: bySeverity,
  violence: bySeverity,
  copyright: bySeverity,
  ads: bySeverity,
  secrecy: bySeverity,
  disinformation: (severity) => (severity >= 2 ? 'suspect' : 'none'),
};
