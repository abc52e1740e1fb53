/** What can be drawn, and from which value. A name without its drawing, or the other way round, does not compile. */

import type { EvidencePackage } from '../core/evidence/package.ts';
import type { CsvLanguage } from '../core/kernel/csv.ts';
import { deadlinesPdf } from './deadlines/deadlines-pdf.ts';
import type { DeadlinesOnPaper } from './deadlines/sheet.ts';
import { evidencePdf } from './evidence/evidence-pdf.ts';

/** The values cross to the process as structured clones: data, dates and bytes, no functions. */
export interface DrawingValues {
  readonly deadlines: { readonly paper: DeadlinesOnPaper; readonly language: CsvLanguage };
  readonly evidence: EvidencePackage;
}

export type DrawingName = keyof DrawingValues;

export const DRAWINGS: { readonly [N in DrawingName]: (value: DrawingValues[N]) => Promise<Uint8Array> } = {
  deadlines: ({ paper, language }) => deadlinesPdf(paper, language),
  evidence: evidencePdf,
};
