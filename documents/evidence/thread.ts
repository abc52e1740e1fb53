/** What stood around the item. Whoever has no part in the matter is a letter here; the sealed record has the names. */
import type { EvidenceNeighbour } from '../../core/evidence/package.ts';
import { SMALL } from '../pdf/writer.ts';
import { isBeside, type ShownPeople, shownPeople } from '../picture/people.ts';
import { SHOWN_BESIDE } from '../picture/shown-text.ts';
import type { Sheet } from './sheet.ts';

/** What a neighbour is called in this document; the same people have the same letters in the picture. */
export function nameNeighbours(
  { evidence, words: { text } }: Pick<Sheet, 'evidence' | 'words'>,
  people: ShownPeople,
): (of: EvidenceNeighbour) => string {
  const { author: captured, account } = evidence;
  return (neighbour) => {
    const { own, author, place } = neighbour;
    if (own) return author?.name ?? account.name;
    const known = author !== null && author.id === captured?.id ? captured : null;
    if (known !== null || place === 'self') return captured?.name ?? captured?.id ?? text('unknownVisitor');
    return people.nameOf(neighbour).name ?? text('unknownVisitor');
  };
}

export async function drawThread({ evidence, words, pen }: Sheet): Promise<void> {
  const { text, catalogue, moment, number } = words;
  pen.heading(text('thread'));
  if (evidence.thread.length === 0) return pen.text(text('noThread'));
  await pen.text(text('threadNote'), SMALL);
  const people = shownPeople(evidence, (letter) => text('visitor', { letter }));
  const nameOf = nameNeighbours({ evidence, words }, people);
  for (const neighbour of evidence.thread) {
    const { place, publishedAt, withheld, text: written } = neighbour;
    pen.heading(text('neighbour', { place: catalogue.place[place], name: nameOf(neighbour) }), 'H3');
    await pen.text(publishedAt === null ? text('unknownTime') : moment(publishedAt), SMALL);
    pen.space(2);
    if (place === 'self') await pen.text(text('self'));
    else if (withheld) await pen.text(text('withheld'));
    else if (written === null) await pen.text(text('unknownText'));
    else if (written === '') await pen.text(text('noText'));
    else {
      const isCut = isBeside(neighbour) && written.length > SHOWN_BESIDE;
      const shown = people.withoutNames(written);
      await pen.quote(isCut ? shown.slice(0, SHOWN_BESIDE) : shown);
      if (isCut) await pen.text(text('goesOn', { length: number(written.length) }), SMALL);
    }
  }
}
