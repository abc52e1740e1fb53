/** What a lexicon match says by itself, per category: severity and who is spoken of. The words around it are weighed after. */
import type { Category, Level } from '../../core/moderation/verdict.ts';
import { has, near } from './cues.ts';
import type { Draft } from './layer.ts';

interface Place {
  readonly draft: Draft;
  readonly at: number;
  readonly isPattern: boolean;
}

type Rule = (severity: number, place: Place) => Level;

/** Aimed at one person: "du", "han", a mention. The plural is as often the municipality as a person. */
function aimed({ draft, at }: Place): boolean {
  const { cues, text } = draft;
  return (
    near(cues, 'you', { at, before: 6, after: 6 }) ||
    near(cues, 'person', { at, before: 6, after: 4 }) ||
    text.tokens.length <= 3 ||
    text.hasMention
  );
}

const aimedAtMany = ({ draft, at }: Place): boolean =>
  near(draft.cues, 'you-all', { at, before: 4, after: 4 });

const insult: Rule = (severity, place) => {
  const personal = aimed(place);
  const lawful = has(place.draft.cues, 'municipality') && !personal;
  if (severity >= 3) return personal || (place.isPattern && !lawful) ? 'strong' : 'suspect';
  if (place.isPattern) return lawful ? 'none' : 'suspect';
  return personal || (aimedAtMany(place) && !lawful) ? 'suspect' : 'none';
};

const profanity: Rule = (severity, place) => {
  if (severity >= 3) return 'strong';
  if (severity === 2)
    return near(place.draft.cues, 'you', { at: place.at, before: 3, after: 3 }) ? 'strong' : 'suspect';
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
