/** What can be drawn, and from which value. A name without its drawing, or the other way round, does not compile. */
import type { CsvLanguage } from '../core/kernel/csv.ts';
import { type DeadlinesOnPaper, deadlinesPdf } from './deadlines/deadlines-pdf.ts';

/** The values cross to the process as structured clones: data, dates and bytes, no functions. */
export interface DrawingValues {
  readonly deadlines: { readonly paper: DeadlinesOnPaper; readonly language: CsvLanguage };
}

export type DrawingName = keyof DrawingValues;

export const DRAWINGS: { readonly [N in DrawingName]: (value: DrawingValues[N]) => Promise<Uint8Array> } = {
  deadlines: ({ paper, language }) => deadlinesPdf(paper, language),
};
