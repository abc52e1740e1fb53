/** What a comment wants, by cues: intent, its flags, registration class with reasons, and whether it asks for an answer. */
import {
  type Classification,
  INTENT_FLAGS,
  INTENTS,
  type Intent,
  type IntentFlag,
  REGISTRATIONS,
  type Registration,
} from '../../../core/moderation/verdict.ts';
import type { Cues, Draft } from '../draft/draft.ts';
import type { Margins } from '../model/margins.ts';
import { likelyCase } from './case-list.ts';

function votes(cues: Cues, name: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const hit of cues.get(name) ?? []) {
    if (hit.value) counts.set(hit.value, (counts.get(hit.value) ?? 0) + hit.severity);
  }
  return counts;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

type MaybeMargins = Margins | null;

/** Names of a family's classes, each with its column. */
const columnsOf = <Name extends string>(
  family: string,
  names: readonly Name[],
): readonly (readonly [Name, string])[] => names.map((name) => [name, `${family}:${name}`] as const);
const INTENT_COLUMNS = columnsOf('intent', INTENTS);
const REGISTRATION_COLUMNS = columnsOf('registration', REGISTRATIONS);
const FLAG_COLUMNS = columnsOf('flag', INTENT_FLAGS);

/** Best column of a family by margin, with its share of the odds. */
function best<Name extends string>(
  margins: Margins,
  columns: readonly (readonly [Name, string])[],
): { name: Name; score: number } | null {
  let top: Name | null = null;
  let most = 0;
  let total = 0;
  for (const [name, column] of columns) {
    const margin = margins.of(column);
    total += Math.exp(Math.min(20, margin));
    if (top !== null && margin <= most) continue;
    top = name;
    most = margin;
  }
  return top === null ? null : { name: top, score: Math.exp(Math.min(20, most)) / total };
}

/** From this margin on the model sets a flag by itself. */
const FLAG_MARGIN = 0.3;

function flagsByCues(cues: Cues): IntentFlag[] {
  const found = votes(cues, 'flag');
  return INTENT_FLAGS.filter((flag) => found.has(flag.toLowerCase()));
}

export function guessIntent(draft: Draft, margins: MaybeMargins): Classification['intent'] {
  const flags = margins
    ? FLAG_COLUMNS.filter(([, column]) => margins.of(column) > FLAG_MARGIN).map(([flag]) => flag)
    : flagsByCues(draft.cues);
  const learned = margins && best(margins, INTENT_COLUMNS);
  if (learned) return { class: learned.name, score: round(learned.score), flags };
  const counts = votes(draft.cues, 'intent');
  const asks = draft.text.original.includes('?');
  if (asks) counts.set('question', (counts.get('question') ?? 0) + 1);
  let winner: Intent = 'neutral';
  let most = 0;
  let total = 1;
  for (const intent of INTENTS) {
    const count = counts.get(intent) ?? 0;
    total += count;
    if (count > most) {
      winner = intent;
      most = count;
    }
  }
  return { class: winner, score: round(winner === 'neutral' ? 0.5 : (most + 0.5) / total), flags };
}

export function guessRegistration(draft: Draft, margins: MaybeMargins): Classification['registration'] {
  const { caseNumber } = draft;
  const counts = votes(draft.cues, 'reg');
  const reasons: string[] = [];
  let winner: Registration = 'minor';
  let most = 0;
  // the graver class wins a tie: existing before case before action
  for (const name of ['existing', 'case', 'action'] as const) {
    const count = counts.get(name) ?? 0;
    if (count > 0) reasons.push(`cue.${name}`);
    if (count > most) {
      winner = name;
      most = count;
    }
  }
  const likely = likelyCase(draft.text, draft.context.cases ?? []);
  if (likely) reasons.unshift(`case-list:${likely.number}`);
  if (caseNumber) reasons.unshift('case-number');
  const known = caseNumber ?? likely?.number ?? null;
  const learned = margins && best(margins, REGISTRATION_COLUMNS);
  if (caseNumber || likely) {
    const score = caseNumber ? 0.9 : (likely?.score ?? 0.6);
    return { class: 'existing', score: round(score), reasons, caseNumber: known };
  }
  if (learned) {
    if (reasons.length === 0) reasons.push('model');
    return { class: learned.name, score: round(learned.score), reasons, caseNumber: null };
  }
  return {
    class: winner,
    score: round(winner === 'minor' ? 0.6 : Math.min(0.95, 0.45 + 0.1 * most)),
    reasons,
    caseNumber: null,
  };
}

/** Questions, remarks addressed to the municipality, negative remarks and factual errors; praise by a switch. */
export function guessNeedsAnswer(
  draft: Draft,
  intent: Classification['intent'],
  margins: MaybeMargins,
): Classification['needsAnswer'] {
  if (margins && !(intent.class === 'praise' && draft.context.answerPraise)) {
    const score = 1 / (1 + Math.exp(-margins.of('needsAnswer')));
    return { value: score >= 0.5, score: round(score) };
  }
  const addressed = draft.cues.has('you-all') || (draft.cues.has('you') && draft.cues.has('municipality'));
  if (intent.class === 'praise') return { value: draft.context.answerPraise ?? false, score: 0.3 };
  if (intent.flags.length > 0) return { value: true, score: 0.9 };
  if (intent.class === 'neutral') return { value: addressed, score: addressed ? 0.6 : 0.2 };
  return { value: true, score: intent.class === 'question' ? 0.9 : 0.8 };
}
