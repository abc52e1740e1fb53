/** What stood around the item. Whoever has no part in the matter is a letter here; the sealed record has the names. */
import type { EvidenceNeighbour } from '../../core/evidence/package.ts';
import { SMALL } from '../pdf/writer.ts';
import type { Sheet } from './sheet.ts';

/** A, B … Z, A2, B2 …: the same person has the same letter. */
const letterOf = (at: number): string =>
  String.fromCharCode(65 + (at % 26)) + (at < 26 ? '' : String(Math.floor(at / 26) + 1));

/** What a neighbour is called in this document. */
export function nameNeighbours({
  evidence,
  words,
}: Pick<Sheet, 'evidence' | 'words'>): (of: EvidenceNeighbour) => string {
  const { text } = words;
  const others: string[] = [];
  const { author: captured, account } = evidence;
  return ({ own, author, place }) => {
    if (own) return author?.name ?? account.name;
    const known = author !== null && author.id === captured?.id ? captured : null;
    if (known !== null || place === 'self') return captured?.name ?? captured?.id ?? text('unknownVisitor');
    if (author === null) return text('unknownVisitor');
    if (!others.includes(author.id)) others.push(author.id);
    return text('visitor', { letter: letterOf(others.indexOf(author.id)) });
  };
}

export async function drawThread({ evidence, words, pen }: Sheet): Promise<void> {
  const { text, catalogue, moment } = words;
  pen.heading(text('thread'));
  if (evidence.thread.length === 0) return pen.text(text('noThread'));
  await pen.text(text('threadNote'), SMALL);
  const nameOf = nameNeighbours({ evidence, words });
  for (const neighbour of evidence.thread) {
    const { place, publishedAt, withheld, text: written } = neighbour;
    pen.heading(text('neighbour', { place: catalogue.place[place], name: nameOf(neighbour) }), 'H3');
    await pen.text(publishedAt === null ? text('unknownTime') : moment(publishedAt), SMALL);
    pen.space(2);
    if (place === 'self') await pen.text(text('self'));
    else if (withheld) await pen.text(text('withheld'));
    else if (written === null) await pen.text(text('unknownText'));
    else if (written === '') await pen.text(text('noText'));
    else await pen.quote(written);
  }
}
