/** A section of the report: its columns and notes in the reader's words. */
import type { Column, Section } from '../pdf/table-pages.ts';
import type { ReportWords } from './report-words.ts';

export type TextKey = Parameters<ReportWords['text']>[0];

export const columns = (
  { text }: ReportWords,
  ...named: readonly (readonly [TextKey, number, 'right'?])[]
): Column[] => named.map(([key, share, right]) => ({ heading: text(key), share, right: right === 'right' }));

export const section = (
  words: ReportWords,
  title: TextKey,
  { columns, rows, note = null }: Omit<Section, 'title' | 'note'> & { note?: string | null },
): Section => ({
  title: words.text(title),
  columns,
  rows,
  note: rows.length === 0 ? words.text('none') : note,
});
