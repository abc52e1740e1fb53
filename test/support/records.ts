/** Evidence for the packages of case registers: an ordinary capture, and one whose texts and names are as bad as they come. */
import { capturedFile, nextLink, sealFiles } from '../../core/evidence/capture.ts';
import type { EvidencePackage, PackageFile } from '../../core/evidence/package.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import { packageFiles } from '../../core/records/package-files.ts';
import { PACKAGE_FORMATS, type PackageFormat } from '../../core/records/package-format.ts';
import { evidenceFile, evidencePackage, evidencePicture, revision } from './evidence-package.ts';

/** It stands for the report; nobody here reads it. */
export const PDF = new TextEncoder().encode('%PDF-1.4\n% a stand-in for the report\n');
export const XML_FORMATS = PACKAGE_FORMATS.filter((format) => format !== 'evidence' && format !== 'pdf');

const HOSTILE = [
  'NUL \u0000 BEL \u0007 ESC \u001b DEL \u007f NEL \u0085 half \ud83d no \uffff',
  ']]> <script>alert("1")</script> &amp; &#0; <!-- -- > <?xml?>',
  'عربي עברית \u202eevil\u202c 😀👩‍👩‍👧‍👦 e\u0301 \u00e9\r\nå ä ö',
].join(' ');

/** In normal forms, doubled, too long, out of the folder, reserved. */
export const HOSTILE_NAMES = [
  'bl\u00e5b\u00e4r \u00f6.png',
  'bla\u030aba\u0308r o\u0308.png',
  'BL\u00c5B\u00c4R \u00d6.PNG',
  '../../etc/passwd.png',
  'C:\\temp\\bild.png',
  `${'l\u00e5ng'.repeat(50)}.png`,
  'con.png',
  'same.png',
  'same.png',
  '\u0000.png',
] as const;

const pictureBytes = (index: number) => new TextEncoder().encode(`picture ${index}`);

/** Its pictures, and what else is given, sealed as the product seals them: after the record, whose seal they name. */
function withPictureSeal(evidence: EvidencePackage, also: readonly PackageFile[] = []): EvidencePackage {
  const captureId = derivedId(evidence.captureId, 'picture');
  const { manifest, manifestSha256 } = sealFiles(
    [...evidence.pictures, ...also].map(({ path, mime, bytes }) => capturedFile(path, mime, bytes)),
    {
      at: evidence.sealedAt,
      captureId,
      of: { captureId: evidence.captureId, manifestSha256: evidence.manifestSha256 },
    },
  );
  return {
    ...evidence,
    sealedFiles: [...evidence.sealedFiles, ...also],
    pictureSeal: {
      captureId,
      sealedAt: evidence.sealedAt,
      manifestSha256,
      chain: nextLink(evidence.chain, { captureId, manifestSha256 }),
      manifest: evidenceFile('picture/manifest.json', 'application/json', manifest),
    },
  };
}

export function hostileEvidence(given: Partial<EvidencePackage> = {}): EvidencePackage {
  const long = `${HOSTILE} ${'lång text '.repeat(1_000)}`.slice(0, 10_000);
  const evidence = evidencePackage({
    author: { id: 'u\u0001"<>&', name: `${HOSTILE} \u202eRobin` },
    revisions: [revision(1, 'first'), revision(2, long)],
    editedAt: '2026-03-02T08:25:00.000Z',
    secrecy: { provision: 'OSL 21 kap. 1 § <&>' },
    reference: 'KFN 2026/12 & "3"',
    board: 'Nämnden för "A & B" <]]>',
    account: { platform: 'facebook', externalId: '1001', name: `Granviks ${HOSTILE}` },
    pictures: HOSTILE_NAMES.map((path, index) =>
      evidencePicture(pictureBytes(index), { width: 1, height: 1, path, kind: 'attachment' }),
    ),
    ...given,
  });
  return evidence.pictures.length === 0 ? evidence : withPictureSeal(evidence);
}

/** Of suspected abuse material: ids, times and actor only. */
export const withoutContent = (): EvidencePackage =>
  evidencePackage({
    withoutContent: true,
    revisions: [],
    thread: [],
    findings: [],
    author: { id: 'u-42', name: null },
    removal: { type: 'delete', reason: 'csam', axis: 'legalDuty', houseRules: null },
  });

export const filesOf = (evidence: EvidencePackage, format: PackageFormat): PackageFile[] =>
  packageFiles(evidence, format, { pdf: PDF });

export const textOf = ({ bytes }: PackageFile): string => new TextDecoder().decode(bytes);
export const xmlFiles = (files: readonly PackageFile[]): PackageFile[] =>
  files.filter(({ path }) => path.endsWith('.xml'));

/** Every kind that a format has to bear. */
export const KINDS: Readonly<Record<string, () => EvidencePackage>> = {
  'an ordinary comment': () => evidencePackage(),
  'a Norwegian comment': () => evidencePackage({ language: 'nb' }),
  'an English report': () => evidencePackage({ language: 'en' }),
  'hostile texts and names': () => hostileEvidence(),
  'suspected abuse material': withoutContent,
  'no removal, no author': () => evidencePackage({ removal: null, author: null }),
  'a picture sealed by itself': () =>
    withPictureSeal(
      evidencePackage({ pictures: [evidencePicture(pictureBytes(0), { width: 1, height: 1 })] }),
      [evidenceFile('notes.txt', 'text/plain', 'x')],
    ),
};
