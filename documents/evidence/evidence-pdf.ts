/** One capture on paper, for a registrar, a court and a journalist: PDF/A-1a. Draws what it is given; reads no store. */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { BODY, SMALL, Writer } from '../pdf/writer.ts';
import { emojiName } from './emoji-names.ts';
import { evidenceWords } from './evidence-words.ts';
import { drawFindings, drawHouseRules } from './findings.ts';
import { firstPage } from './first-page.ts';
import { drawPictures } from './pictures.ts';
import { drawProof } from './proof.ts';
import type { Sheet } from './sheet.ts';
import { drawRevisions, drawText } from './text.ts';
import { drawThread } from './thread.ts';

async function drawFirstPage({ evidence, words: { text }, words, pen }: Sheet): Promise<void> {
  pen.heading(text(evidence.withoutContent ? 'titleWithoutContent' : 'title'), 'H1');
  await pen.text(text('lead', { board: evidence.board }), BODY);
  pen.space(6);
  if (evidence.withoutContent) {
    await pen.quote(text('withoutContent'));
    pen.space(6);
  }
  pen.facts(firstPage(evidence, words));
  pen.space(4);
  await pen.text(text('times', { zone: evidence.timeZone }), SMALL);
}

/** In the order in which they are asked for. What has content is left out of a capture without content. */
const CONTENT = [drawPictures, drawText, drawThread, drawRevisions, drawFindings, drawHouseRules];

/** The whole file. The same capture gives the same bytes. */
export async function evidencePdf(evidence: EvidencePackage): Promise<Uint8Array> {
  const words = evidenceWords(evidence);
  const { text } = words;
  const title = text(evidence.withoutContent ? 'titleWithoutContent' : 'title');
  const pen = new Writer(
    { title: `${title} ${evidence.captureId}`, locale: words.locale, madeAt: new Date(evidence.sealedAt) },
    (sign) => emojiName(sign, evidence.language),
  );
  const sheet = { evidence, words, pen };
  await drawFirstPage(sheet);
  if (!evidence.withoutContent) for (const draw of CONTENT) await draw(sheet);
  await drawProof(sheet);
  const { board, secrecy, captureId, software } = evidence;
  return pen.end({
    head: [[board, captureId], ...(secrecy === null ? [] : [[text('secrecyHead', secrecy), ''] as const])],
    foot: (page, pages) => [
      text('made', software),
      text('page', { page: String(page), pages: String(pages) }),
    ],
  });
}
