/** What the report is drawn from, and what each of its parts is given. */
import type { CommitteeFigures, CommitteeInput } from '../../core/monitoring/committee-report.ts';
import type { ReportWriter } from '../pdf/report-writer.ts';
import type { ReportWords } from './report-words.ts';

export interface DeadlinesOnPaper extends CommitteeInput {
  readonly municipality: string;
  /** Names of what the report is limited to; null: all. */
  readonly account: string | null;
  readonly board: string | null;
  /** Share to be answered in time; null: the municipality has set none. */
  readonly norm: number | null;
  /** What was done about it, as somebody wrote it. */
  readonly comment: string | null;
  readonly now: Date;
}

/** What every part of the report is drawn from and with. */
export interface Sheet {
  readonly paper: DeadlinesOnPaper;
  readonly figures: CommitteeFigures;
  readonly words: ReportWords;
  readonly pen: ReportWriter;
}
