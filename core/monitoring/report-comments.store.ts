/** What the unit says was done about the figures of a period: it stands in the report, and nowhere else. */
import { collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';

interface ReportComment {
  readonly _id: string;
  readonly tenantId: string;
  readonly from: Date;
  readonly to: Date;
  readonly text: string;
  readonly by: Actor;
  readonly at: Date;
}

export const ReportComments = collection<ReportComment>(
  'reportComments',
  { from: Date, to: Date, text: String, by: Object, at: Date },
  [],
);

/** The report that a comment belongs to: its period, and what it is limited to. */
export interface ReportKey {
  readonly tenantId: string;
  readonly from: Date;
  readonly to: Date;
  readonly accountId?: string | undefined;
  readonly board?: string | undefined;
}

const idOf = ({ tenantId, from, to, accountId = '', board = '' }: ReportKey): string =>
  derivedId(tenantId, 'report-comment', from.toISOString(), to.toISOString(), accountId, board);

export function reportCommentOf(db: Db, key: ReportKey): Promise<ReportComment | null> {
  return ReportComments(db)
    .findOne({ tenantId: key.tenantId, _id: idOf(key) })
    .lean<ReportComment>();
}

/** An empty text takes it away. */
export async function setReportComment(
  db: Db,
  key: ReportKey,
  comment: { text: string; by: Actor; now: Date },
): Promise<void> {
  const { tenantId, from, to } = key;
  const filter = { tenantId, _id: idOf(key) };
  if (comment.text === '') {
    await ReportComments(db).deleteOne(filter);
    return;
  }
  await ReportComments(db).updateOne(
    filter,
    { $set: { from, to, text: comment.text, by: comment.by, at: comment.now } },
    { upsert: true },
  );
}
