/** What the retraining found, for a person who has never seen it before. */
import type { CategoryOutcome } from '../../classifiers/text/index.ts';
import type { StoredModel } from '../../core/learning/learned-models.store.ts';
import type { Gathered } from './gather.ts';

const many = (count: number, singular: string, more = `${singular}s`): string =>
  `${count} ${count === 1 ? singular : more}`;
const two = (value: number): string => value.toFixed(2);

export function gatheredWords({ samples, corrected, found, unremarked, textless }: Gathered): string {
  const lines = [
    `Read ${many(corrected, 'corrected comment')}; as weaker evidence ${many(found, 'finished comment')} whose verdicts`,
    `nobody objected to, and ${unremarked} where nothing was found. ${many(samples.length, 'text')} in all.`,
    ...(textless > 0 ? [`${many(textless, 'corrected comment')} had no text any more.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const VERDICTS: Readonly<Record<CategoryOutcome['verdict'], string>> = {
  better: 'better, taken up',
  'too-few': 'too few corrections to learn from yet (8 are needed, by 4 authors)',
  'not-better': 'not better on texts it had not seen, left out',
  'false-alarms': 'would flag more of the project’s clean texts, left out',
  'loses-shipped': 'would no longer find what the shipped model finds, left out',
};

function figuresOf(outcome: CategoryOutcome): string[] {
  const { logLoss, errors, corrected, confirmed, unremarked, falseAlarms, shippedHits } = outcome;
  if (logLoss === null || errors === null || falseAlarms === null || shippedHits === null) return [];
  const right = (of: { labels: number; before: number; after: number }): string =>
    `${of.before} -> ${of.after} right`;
  return [
    `    held back: log loss ${two(logLoss.before)} -> ${two(logLoss.after)}, errors ${two(errors.before)} -> ${two(errors.after)}`,
    `    of ${many(corrected.labels, 'correction')} ${right(corrected)}`,
    ...(confirmed.labels > 0
      ? [`    of ${many(confirmed.labels, 'confirmed verdict')} ${right(confirmed)}`]
      : []),
    ...(unremarked.labels > 0
      ? [`    of ${many(unremarked.labels, 'comment')} where nothing was found ${right(unremarked)}`]
      : []),
    `    project’s texts: ${falseAlarms.before} -> ${falseAlarms.after} of ${falseAlarms.rows} clean ones flagged, ` +
      `${shippedHits.before} -> ${shippedHits.after} of ${shippedHits.rows} labelled ones found`,
  ];
}

export function outcomeWords(categories: readonly CategoryOutcome[]): string {
  if (categories.length === 0) return 'Nobody has corrected a verdict yet: there is nothing to learn from.\n';
  const lines = categories.flatMap((outcome) => {
    const { category, corrections, groups, verdict, strength } = outcome;
    const quieter =
      strength < 1 && verdict === 'better' ? ` at ${strength * 100} % strength, so as to do no harm` : '';
    const head = `  ${category}: ${many(corrections, 'correction')} by ${many(groups, 'author')}. ${VERDICTS[verdict]}${quieter}.`;
    return [head, ...figuresOf(outcome)];
  });
  return `${lines.join('\n')}\n`;
}

export function listWords(models: readonly Omit<StoredModel, 'bytes'>[]): string {
  if (models.length === 0) return 'No layer has been trained yet: the shipped model judges alone.\n';
  const lines = models.map(({ version, state, createdAt, classifier, corrections, by, figures }) => {
    const taken = (figures as readonly CategoryOutcome[]).filter(({ verdict }) => verdict === 'better');
    const what = taken.map(({ category }) => category).join(', ') || 'nothing taken up';
    const who = by.kind === 'person' ? `person ${by.id}` : by.id;
    return (
      `  org-${version}  ${state.padEnd(8)}  ${createdAt.toISOString()}  on ${classifier}, ` +
      `${many(corrections, 'correction')}, ${who}: ${what}`
    );
  });
  return `${lines.join('\n')}\n`;
}
