/** The evaluation as Markdown tables, for the terminal and for docs/classifiers.md. */
import type { ForeignReport } from './foreign.ts';
import type { CategoryLine, Report } from './report.ts';
import type { LevelLine } from './report-levels.ts';

const two = (value: number): string => value.toFixed(2);
const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return lines.join('\n');
}

const categoryRow = (line: CategoryLine): string[] => [
  line.set,
  line.task,
  `${line.rows}`,
  `${line.positives}`,
  two(line.precision),
  `${two(line.recall)} (${two(line.recall95[0])}-${two(line.recall95[1])})`,
  two(line.f1),
  two(line.macroF1),
  two(line.auc),
  two(line.ap),
  two(line.recallAt1),
  two(line.recallAtP90),
];

const CATEGORY_HEAD = [
  'set',
  'task',
  'rows',
  'positive',
  'precision',
  'recall (95 %)',
  'F1',
  'macro F1',
  'AUC',
  'AP',
  'recall at 1 % false alarms',
  'recall at 90 % precision',
];

const LEVEL_HEAD = ['possible or more', 'suspect or more', 'strong'];
const levelRow = (line: LevelLine): string[] => [
  line.set,
  line.task,
  `${line.rows}`,
  ...[line.possible, line.suspect, line.strong].map((share) => `${(share * 100).toFixed(1)} %`),
];

export function reportTables(report: Report): string {
  return [
    table(CATEGORY_HEAD, report.categories.map(categoryRow)),
    table(
      ['language', 'mean macro F1', 'mean F1 of the positives'],
      report.means.map(({ lang, macroF1, f1 }) => [lang, two(macroF1), two(f1)]),
    ),
    table(
      [
        'language',
        'rows',
        'intent accuracy',
        'intent macro F1',
        'registration accuracy',
        'registration macro F1',
        'needs answer',
        'language right',
      ],
      report.sorting.map((line) => [
        line.lang,
        `${line.rows}`,
        two(line.intentAccuracy),
        two(line.intentMacroF1),
        two(line.registrationAccuracy),
        two(line.registrationMacroF1),
        two(line.needsAnswer),
        two(line.language),
      ]),
    ),
    table(['violations', 'category', 'rows', ...LEVEL_HEAD], report.levels.map(levelRow)),
    table(['nothing to find', '', 'rows', ...LEVEL_HEAD], report.quiet.map(levelRow)),
    table(
      ['clean text', 'rows', 'flagged', 'flagged by policy default'],
      report.clean.map((line) => [
        line.set,
        `${line.rows}`,
        percent(line.flagged),
        percent(line.flaggedByPolicy),
      ]),
    ),
    table(
      ['policy', 'of rows', 'share'],
      report.policy.map(({ what, rows, share }) => [what, `${rows}`, percent(share)]),
    ),
  ].join('\n\n');
}

/** Other people's sets, measured with the shipped weights. */
export function foreignTables({ categories, clean }: ForeignReport): string {
  const parts = [
    ...(categories.length > 0 ? [table(CATEGORY_HEAD, categories.map(categoryRow))] : []),
    ...(clean.length > 0
      ? [
          table(
            ['clean text', 'rows', 'flagged'],
            clean.map(({ set, rows, flagged }) => [set, `${rows}`, percent(flagged)]),
          ),
        ]
      : []),
  ];
  return parts.join('\n\n');
}
