/** What was flagged, judged and taken away, and by whom, on paper. */
import type { RemovalReason } from '../../core/moderation/removal.ts';
import type { RemovalReport } from '../../core/monitoring/monitoring.contract.ts';
import { REMOVAL_OUTCOMES } from '../../core/monitoring/monitoring.ts';
import type { Section } from '../pdf/table-pages.ts';
import type { ReportWords } from './report-words.ts';
import { columns, section, type TextKey } from './sections.ts';

interface RemovalsOnPaper {
  readonly removals: RemovalReport;
}

/** Only what a person has judged is called by the name of a crime. */
const nameOf = (
  { catalogue }: ReportWords,
  { reason, judged }: { reason: RemovalReason; judged: boolean },
) => (judged ? catalogue.removalReason[reason] : catalogue.suspectedReason[reason]);

export const removalFigures = (words: ReportWords, { removals: report }: RemovalsOnPaper): Section => {
  const { number, span, catalogue } = words;
  // Ten columns of which most are empty say less than the few that are not.
  const outcomes = REMOVAL_OUTCOMES.filter((outcome) =>
    report.reasons.some((row) => row.outcomes[outcome] > 0),
  );
  const named = (...keys: readonly (readonly [TextKey, number, 'right'])[]) => columns(words, ...keys);
  return section(words, 'removalFigures', {
    columns: [
      ...columns(words, ['reason', 5]),
      ...named(['target', 2, 'right'], ['known', 2, 'right'], ['flagged', 2, 'right']),
      ...outcomes.map((outcome) => ({ heading: catalogue.outcome[outcome], share: 3, right: true })),
      ...named(['late', 2, 'right'], ['median', 2, 'right']),
    ],
    rows: report.reasons.map((row) => [
      nameOf(words, row),
      span(row.targetHours * 60),
      number(row.known),
      number(row.flagged),
      ...outcomes.map((outcome) => number(row.outcomes[outcome])),
      number(row.late),
      span(row.medianMinutes),
    ]),
    note: words.text('suspectedNote'),
  });
};

function stateOf(
  { catalogue, text }: ReportWords,
  { state, outcome }: RemovalReport['items'][number],
): string {
  if (state === 'running' || state === 'breached') return catalogue.removalState[state];
  const said = catalogue.outcome[outcome];
  return state === 'removed-late' ? text('lateAs', { outcome: said }) : said;
}

/** Where the report itself stops, the rest is not in the CSV either, so nothing is promised. */
export const removals = (words: ReportWords, { removals: { items } }: RemovalsOnPaper): Section =>
  section(words, 'removals', {
    columns: columns(
      words,
      ['reason', 3],
      ['accountColumn', 4],
      ['boardColumn', 4],
      ['knownAt', 3],
      ['removeBy', 3],
      ['gone', 3],
      ['state', 4],
    ),
    rows: items.map((item) => [
      nameOf(words, item),
      item.accountName,
      item.board,
      words.dayAndTime(item.knownAt),
      words.dayAndTime(item.dueAt),
      words.dayAndTime(item.endedAt),
      stateOf(words, item),
    ]),
  });
