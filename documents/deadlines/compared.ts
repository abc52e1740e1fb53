/** Boards and accounts beside each other, and what was removed for which reason. */
import {
  type ComparedRow,
  REMOVAL_GROUPS,
  type RemovalGroup,
} from '../../core/monitoring/committee-report.ts';
import { SMALL } from '../pdf/writer.ts';
import type { Sheet } from './sheet.ts';

/** Of the longer headings. */
const WIDTHS: Readonly<Partial<Record<RemovalGroup, number>>> = { byAuthor: 2.4, onPlatform: 2.4 };

const LONGEST = 80;
/** A name of several lines makes a table of several pages; the CSV has it whole. */
const nameOf = ({ name }: ComparedRow): string =>
  name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`;

const rowOf = ({ words: { published, percent } }: Sheet, row: ComparedRow, more: readonly string[]) => ({
  cells: [
    nameOf(row),
    ...more,
    published(row.due),
    published(row.met),
    row.leftOut ? published(null) : percent(row.share),
  ],
  bar: row.share,
});

export async function drawCompared(sheet: Sheet): Promise<void> {
  const { figures, words, pen } = sheet;
  const { text, number, catalogue } = words;
  const measures = [
    { heading: text('due'), share: 1.7, right: true },
    { heading: text('met'), share: 1.7, right: true },
    { heading: text('share'), share: 1.5, right: true },
  ];
  if (figures.boards.length > 0) {
    pen.heading(text('boards'));
    const columns = [{ heading: text('boardColumn'), share: 8 }, ...measures];
    await pen.table({ columns, rows: figures.boards.map((row) => rowOf(sheet, row, [])), bars: '' });
    if (figures.moreBoards > 0)
      await pen.text(text('moreBoards', { count: number(figures.moreBoards) }), SMALL);
  }
  if (figures.accounts.length === 0) return;
  pen.heading(text('accounts'));
  await pen.table({
    columns: [
      { heading: text('accountColumn'), share: 6 },
      { heading: text('platform'), share: 2 },
      ...measures,
    ],
    rows: figures.accounts.map((row) =>
      rowOf(sheet, row, [row.platform === null ? '' : catalogue.platform[row.platform]]),
    ),
    bars: '',
  });
  if (figures.moreAccounts > 0)
    await pen.text(text('moreAccounts', { count: number(figures.moreAccounts) }), SMALL);
}

/** Only what a person has judged is called by the name of a crime. */
export async function drawRemovals({ figures, words, pen }: Sheet): Promise<void> {
  const { text, published, catalogue } = words;
  pen.heading(text('removals'));
  if (figures.removals.length === 0) return pen.text(text('noRemovals'), SMALL);
  await pen.text(text('suspectedNote'), SMALL);
  pen.space(3);
  await pen.table({
    columns: [
      { heading: text('reason'), share: 5.2 },
      { heading: text('count'), share: 1.4, right: true },
      ...REMOVAL_GROUPS.map((group) => ({
        heading: text(group),
        share: WIDTHS[group] ?? 1.7,
        right: true,
      })),
    ],
    rows: figures.removals.map(({ reason, judged, known, groups }) => ({
      cells: [
        judged ? catalogue.removalReason[reason] : catalogue.suspectedReason[reason],
        published(known),
        ...REMOVAL_GROUPS.map((group) => published(groups[group])),
      ],
    })),
  });
}
