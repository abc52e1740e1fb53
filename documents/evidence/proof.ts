/** The checksums, and how anybody can verify the package without us. */
import type { EvidenceSeal, PackageFile } from '../../core/evidence/package.ts';
import { recordCatalogue } from '../../core/records/record-words.ts';
import { MONO, SMALL } from '../pdf/writer.ts';
import type { Sheet } from './sheet.ts';

const mono = (text: string) => ({ text, style: MONO });

/** The picture has a seal of its own: who looks at its file must find it in the chain as well. */
function pictureRows(seal: EvidenceSeal, text: Sheet['words']['text']) {
  const { manifestSha256, chain } = seal;
  const link = text('linkNumber', { seq: String(chain.seq) });
  return [
    { label: text('pictureManifest'), lines: [mono(manifestSha256)] },
    { label: text('pictureLink'), lines: [link, mono(chain.hash)] },
  ];
}

export async function drawProof({ evidence, words: { text, number }, pen }: Sheet): Promise<void> {
  const { manifestSha256, chain, sealedFiles, pictures, pictureSeal } = evidence;
  if (pen.takeNamed()) {
    pen.space(8);
    await pen.text(text('substitutes'), SMALL);
  }
  pen.heading(text('proof'));
  await pen.text(text('proofIntro'));
  pen.space(4);
  await pen.text(text('proofSteps', { verifier: recordCatalogue(evidence.language).path.verifier }));
  pen.space(4);
  await pen.text(text('proofLimit'));
  pen.space(6);
  pen.facts([
    { label: text('manifest'), lines: [mono(manifestSha256)] },
    { label: text('link'), lines: [text('linkNumber', { seq: String(chain.seq) })] },
    { label: text('hash'), lines: [mono(chain.hash)] },
    { label: text('previous'), lines: [mono(chain.previous)] },
    ...(pictureSeal ? pictureRows(pictureSeal, text) : []),
  ]);
  const files = new Map<string, PackageFile>([...sealedFiles, ...pictures].map((file) => [file.path, file]));
  if (files.size === 0) return;
  pen.heading(text('files'), 'H3');
  pen.facts(
    [...files.values()].map(({ path, bytes, sha256 }) => ({
      label: path,
      lines: [mono(sha256), { text: text('fileSize', { size: number(bytes.length) }), style: SMALL }],
    })),
  );
}
