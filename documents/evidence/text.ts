/** What was written, as text: the newest version, and every one before it. */
import type { EvidenceRevision } from '../../core/evidence/package.ts';
import { SMALL } from '../pdf/writer.ts';
import type { Sheet } from './sheet.ts';

async function drawWritten(
  { text: written, sha256 }: EvidenceRevision,
  { words: { text }, pen }: Sheet,
): Promise<void> {
  if (written === null) await pen.text(text('textLeftOut'));
  else if (written === '') await pen.text(text('noText'));
  else await pen.quote(written);
  await pen.text(text('checksum', { hash: sha256 }), SMALL);
}

export async function drawText(sheet: Sheet): Promise<void> {
  const { evidence, words, pen } = sheet;
  pen.heading(words.text('text'));
  const newest = evidence.revisions.at(-1);
  if (newest === undefined) await pen.text(words.text('noText'));
  else await drawWritten(newest, sheet);
  if (pen.takeNamed()) await pen.text(words.text('substitutes'), SMALL);
}

export async function drawRevisions(sheet: Sheet): Promise<void> {
  const { evidence, words, pen } = sheet;
  const { text, moment } = words;
  pen.heading(text('revisions'));
  const { revisions } = evidence;
  if (revisions.length < 2) return pen.text(text('oneRevision'));
  for (const revision of revisions) {
    const { number, publishedAt, fetchedAt } = revision;
    pen.heading(text('revision', { number: String(number), count: String(revisions.length) }), 'H3');
    await pen.text(
      [text('published', { at: moment(publishedAt) }), text('fetched', { at: moment(fetchedAt) })].join('\n'),
      SMALL,
    );
    pen.space(2);
    if (revision === revisions.at(-1)) await pen.text(text('newest'));
    else await drawWritten(revision, sheet);
  }
}
