/**
 * Which texts of a comment stand in its own document, and which in rows of their own: edits without end must not make a
 * document that no store takes, and with it a comment that nobody can remove. Pure.
 */
import { type Comment, compareRevisions, currentRevision, type Revision, revisionCount } from './comment.ts';

/** What the comment itself holds of the newest, so that a comment that is edited like others has no rows. */
export const EMBEDDED_REVISIONS = 10;
/** Their text in UTF-16 units; the first and the newest stand there whatever their length. */
export const EMBEDDED_TEXT = 40_000;
/** Text that the rows of one comment keep, in UTF-16 units; beyond it, a row holds times, delivery and hash. */
export const MAX_REVISION_TEXT = 500_000;
/** Rows of one comment that keep their text. */
export const MAX_REVISION_TEXTS = 1000;

export type NumberedRevision = Revision & { readonly number: number };

/** A number that sorts as {@link compareRevisions} does. */
export const revisionOrder = ({ at, edited }: Pick<Revision, 'at' | 'edited'>): number =>
  at.getTime() * 2 + Number(edited);

/** With its place in the order of arrival: those that have none yet are the last to have come. */
export function numbered(comment: Pick<Comment, 'revisions' | 'moved'>): NumberedRevision[] {
  const before = revisionCount(comment) - comment.revisions.length;
  return comment.revisions.map((revision, index) => ({ number: before + index + 1, ...revision }));
}

/** The first to come, the earliest, and of the newest as many as fit: what everything but a history reads. */
function embedded(revisions: readonly NumberedRevision[]): ReadonlySet<NumberedRevision> {
  const [first] = revisions;
  const [earliest, ...rest] = revisions.toSorted(compareRevisions);
  const kept = new Set([first, earliest].filter((revision) => revision !== undefined));
  let left = EMBEDDED_TEXT;
  for (const revision of rest.toReversed().slice(0, EMBEDDED_REVISIONS)) {
    left -= revision.text.length;
    if (left < 0 && revision !== rest.at(-1)) break;
    kept.add(revision);
  }
  return kept;
}

export const withoutText = <R extends Revision>(revision: R): R => ({
  ...revision,
  text: '',
  attachments: [],
  textLeftOut: true,
});

/** The comment as it is to be stored, and the rows that leave it. The very comment where none does. */
export function moveRevisions(comment: Comment): { comment: Comment; rows: readonly NumberedRevision[] } {
  const all = numbered(comment);
  const kept = embedded(all);
  const leaving = all.filter((revision) => !kept.has(revision));
  if (leaving.length === 0) return { comment, rows: [] };
  const moved = { ...(comment.moved ?? { count: 0, texts: 0, length: 0 }) };
  const rows = leaving.map((revision) => {
    moved.count += 1;
    if (revision.textLeftOut) return revision;
    const length = moved.length + revision.text.length;
    if (moved.texts >= MAX_REVISION_TEXTS || length > MAX_REVISION_TEXT) return withoutText(revision);
    moved.texts += 1;
    moved.length = length;
    return revision;
  });
  return { comment: { ...comment, revisions: all.filter((revision) => kept.has(revision)), moved }, rows };
}

/**
 * The list, or where its texts are longer than `most` together, one in which the first text and the newest stand and of
 * those between only when they came, with which delivery, and their hash. Somebody who edits without end is thus not
 * safe from removal.
 */
export function boundedRevisions(revisions: readonly Revision[], most: number): readonly Revision[] {
  const total = revisions.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= most) return revisions;
  const [first, ...rest] = [...revisions].sort(compareRevisions);
  const current = currentRevision(revisions);
  let left = most - (first?.text.length ?? 0) - (current?.text.length ?? 0);
  const kept = new Set([first, current]);
  for (const revision of rest.reverse()) {
    if (kept.has(revision) || revision.textLeftOut) continue;
    left -= revision.text.length;
    if (left < 0) break;
    kept.add(revision);
  }
  if (revisions.every((revision) => kept.has(revision) || revision.textLeftOut)) return revisions;
  return revisions.map((revision) =>
    kept.has(revision) || revision.textLeftOut ? revision : withoutText(revision),
  );
}
