/**
 * `uppsikt bench classify`: speed, memory and quality of the text classifier, with simpler ways beside it, in one
 * table. One core. Times are CPU time, so that a busy machine does not blur them much.
 */
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { DEFAULT_POLICY } from '../../core/policy/policy.ts';
import { loadTextClassifier, readTextResources } from '../../workers/models/load.ts';
import { classifyLine } from '../cli/classify.ts';
import { figuresOf } from '../train/metrics.ts';
import type { OwnRow } from '../train/own-data.ts';
import { holdOut } from './held-out.ts';
import { asEld, eldLanguage, profanityFilters } from './other-ways.ts';
import { format, type Report, type Row } from './report.ts';
import { wholeWords } from './whole-words.ts';

const OFFENCE = new Set(['insult', 'hate', 'threat', 'profanity']);
const isOffence = (row: OwnRow): boolean => row.categories.some((category) => OFFENCE.has(category));

/** Microseconds of CPU time per row, best of three. */
export function cpuMicros(rows: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    best = Math.min(best, (used.user + used.system) / rows);
  }
  return best;
}

interface Line {
  readonly name: string;
  readonly perSecond: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly macroF1: number;
}

function measure(name: string, rows: readonly OwnRow[], says: (text: string) => boolean): Line {
  const micros = cpuMicros(rows.length, () => {
    for (const row of rows) says(row.text);
  });
  const scored = rows.map((row) => ({
    label: isOffence(row),
    flagged: says(row.text),
    score: says(row.text) ? 1 : 0,
  }));
  const { precision, recall, f1, macroF1 } = figuresOf(scored);
  return { name, perSecond: Math.round(1e6 / micros), precision, recall, f1, macroF1 };
}

/** Comments a second and the share of texts whose language is told rightly, Norwegian counted as one language. */
function tellLanguage(figure: string, rows: readonly OwnRow[], tells: (text: string) => string) {
  const micros = cpuMicros(rows.length, () => {
    for (const row of rows) tells(row.text);
  });
  const right = rows.filter(({ text, lang }) => asEld(tells(text)) === asEld(lang)).length;
  return { figure, value: Math.round(1e6 / micros), precision: right / rows.length };
}

function trainBayes(rows: readonly OwnRow[]): BayesClassifier {
  const bayes = new BayesClassifier();
  for (const row of rows) bayes.addDocument(row.text, isOffence(row) ? 'yes' : 'no');
  bayes.train();
  return bayes;
}

export async function run(): Promise<Report> {
  const baseline = process.memoryUsage().rss;
  // memory is measured by a child that does nothing else: see docs/classifiers.md
  const started = performance.now();
  const classifier = await loadTextClassifier();
  const startUp = performance.now() - started;
  const { test, train, classifier: blind } = await holdOut();
  const offends = (text: string): boolean =>
    blind.classify(text).verdicts.some(({ category, level }) => OFFENCE.has(category) && level !== 'none');
  const ours = measure('uppsikt, all layers, trained on other themes', test, offends);
  const lines = test.map(({ text, id }) => JSON.stringify({ id, text }));
  const json = cpuMicros(lines.length, () => {
    for (const line of lines) JSON.stringify(classifyLine(classifier, DEFAULT_POLICY, line));
  });
  const bayes = trainBayes(train.filter((_, i) => i % 3 === 0));
  const { lexicons, claims } = await readTextResources({ model: null });
  const words = wholeWords(lexicons);
  const table = [
    ours,
    measure(
      'natural, Bayes classifier (trained on a third of the same: it is slow)',
      test,
      (text) => bayes.classify(text) === 'yes',
    ),
    measure('whole words, as Coral matches them (our lists)', test, words),
    ...profanityFilters().map(({ name, says }) => measure(name, test, says)),
  ];
  const languages = [
    tellLanguage('language: uppsikt, a part of the same pass', test, (text) => blind.classify(text).language),
    tellLanguage('language: eld 2.1 large', test, eldLanguage),
  ];
  const long = claims.repeat(20).slice(0, 200_000);
  const hostile = '😀a*a* 07012 '.repeat(16_000).slice(0, 200_000);
  const micros = (text: string): number => cpuMicros(1, () => void classifier.classify(text));
  const figure = (name: string, value: number): Row => ({ figure: name, value });
  return {
    name: 'classify: all text layers on one core, CPU time',
    rows: [
      ...table.map(({ name, perSecond, ...quality }) => ({ figure: name, value: perSecond, ...quality })),
      ...languages,
      {
        ...figure('comments/s through classify, JSON in and out', Math.round(1e6 / json)),
        must: '>= 10,000',
        met: 1e6 / json >= 10_000,
      },
      figure('start-up, ms', Math.round(startUp)),
      figure(
        'MB resident above the start of the bench, its data included',
        Math.round((process.memoryUsage().rss - baseline) / 1e6),
      ),
      figure('ms for 10,000 characters', micros(long.slice(0, 10_000)) / 1000),
      figure('ms for 200,000 characters of prose', micros(long) / 1000),
      figure('ms for 200,000 hostile characters', micros(hostile) / 1000),
    ],
  };
}

if (import.meta.main) process.stdout.write(format(await run()));
