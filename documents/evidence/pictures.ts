/** The pictures of a capture, each with what it is and what it shows. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { EvidencePicture } from '../../core/evidence/package.ts';
import type { EvidenceWords } from './evidence-words.ts';
import { pictureParts } from './picture-parts.ts';
import type { Sheet } from './sheet.ts';

/** A photograph that came with the item is evidence, not a poster: two fit on a page. */
const TALLEST_ATTACHMENT = 260;
/** Over the first picture its heading, under each its caption. */
const AROUND = 100;

const KINDS = { rendered: 'rendered', page: 'pagePicture', attachment: 'attachment' } as const;

function altOf({ kind, alt }: EvidencePicture, { text }: EvidenceWords): string {
  if (kind === 'rendered') return text('altRendered');
  if (kind === 'page') return text('altPage');
  return alt === null || alt.trim() === '' ? text('altMissing') : text('altGiven', { alt });
}

export async function drawPictures({ evidence: { pictures }, words, pen }: Sheet): Promise<void> {
  const { text } = words;
  if (pictures.length === 0) return;
  pen.newPage();
  pen.heading(text('pictureHeading'));
  const attachments = pictures.filter(({ kind }) => kind === 'attachment');
  const room = pen.height - AROUND;
  for (const picture of pictures) {
    await breathe();
    const { path, kind } = picture;
    const parts = await pictureParts(picture, room / pen.width);
    if (parts === null) {
      await pen.text(text('unreadable', { path }));
      continue;
    }
    const place =
      kind === 'attachment'
        ? { page: attachments.indexOf(picture) + 1, pages: attachments.length }
        : { page: picture.page, pages: picture.pages };
    const title = text(KINDS[kind], { page: String(place.page), pages: String(place.pages) });
    for (const [at, part] of parts.entries()) {
      const count = { part: String(at + 1), parts: String(parts.length) };
      const caption = [
        parts.length === 1 ? `${title}.` : `${title}, ${text('part', count)}.`,
        text('fileName', { path }),
        ...(kind === 'page' ? [text('pageInClear')] : []),
        ...(kind === 'attachment' ? [altOf(picture, words)] : []),
      ].join('\n');
      const figure = { ...part, alt: altOf(picture, words) };
      await pen.figure(figure, { caption, tallest: kind === 'attachment' ? TALLEST_ATTACHMENT : room });
    }
  }
}
