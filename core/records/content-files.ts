/** The files that an archive keeps: the report first, then the pictures, then what was sealed, under names it can hold. */
import type { EvidencePackage, EvidencePicture, PackageFile } from '../evidence/package.ts';
import { sha256 } from '../kernel/ids.ts';
import { distinctNames, plainName } from './file-names.ts';
import { recordCatalogue } from './record-words.ts';

export interface ContentFile extends PackageFile {
  readonly main: boolean;
  /** For people: what it shows. */
  readonly title: string;
  /** The name in the package: a to z. `path` is what it was called before. */
  readonly name: string;
}

export const REPORT_NAME = {
  sv: 'bevisrapport.pdf',
  nb: 'bevisrapport.pdf',
  en: 'evidence-report.pdf',
} as const;
export const PDF_A = 'PDF/A-1a';
const PDF_MIME = 'application/pdf';

/** The evidence report as a file of a package. */
export function reportFile(evidence: EvidencePackage, pdf: Uint8Array): PackageFile {
  return {
    path: REPORT_NAME[evidence.language],
    mime: PDF_MIME,
    bytes: pdf,
    sha256: sha256(pdf),
    createdAt: evidence.sealedAt,
  };
}

/** As registers of formats name it. */
export const formatName = ({ mime }: PackageFile): string => (mime === PDF_MIME ? PDF_A : mime);

/** The record's files, and the manifests of its picture and of what is withheld; the pictures themselves stand apart. */
export const sealedFilesOf = ({
  sealedFiles,
  pictureSeal,
  withholdingSeal,
}: EvidencePackage): readonly PackageFile[] => [
  ...sealedFiles,
  ...(pictureSeal ? [pictureSeal.manifest] : []),
  ...(withholdingSeal ? [withholdingSeal.manifest] : []),
];

/** As it lies in a message: by its plain name, in no folder. */
export const asNamed = ({ name, mime, bytes, sha256, createdAt }: ContentFile): PackageFile => ({
  path: name,
  mime,
  bytes,
  sha256,
  createdAt,
});

export function contentFiles(evidence: EvidencePackage, pdf: Uint8Array): ContentFile[] {
  const { text } = recordCatalogue(evidence.language);
  const shown: Readonly<Record<EvidencePicture['kind'], string>> = {
    rendered: text.picture,
    page: text.page,
    attachment: text.attachment,
  };
  const distinct = distinctNames();
  const content = (file: PackageFile, title: string, main = false): ContentFile => {
    const name = distinct(plainName(file.path.split('/').at(-1) ?? file.path));
    const { path, mime, bytes, sha256: hash, createdAt } = file;
    return { path, mime, bytes, sha256: hash, createdAt, main, title, name };
  };
  return [
    content(reportFile(evidence, pdf), text.report, true),
    ...evidence.pictures.map((picture) => {
      const part = picture.pages > 1 ? ` ${picture.page}/${picture.pages}` : '';
      return content(picture, `${shown[picture.kind]}${part}`);
    }),
    ...sealedFilesOf(evidence).map((file) => content(file, `${text.sealed}: ${file.path}`)),
  ];
}

/** A file that a format writes itself. */
export function writtenFile(evidence: EvidencePackage, path: string, bytes: Uint8Array): PackageFile {
  const mime = path.endsWith('.txt')
    ? 'text/plain'
    : path.endsWith('.json')
      ? 'application/json'
      : 'application/xml';
  return { path, mime, bytes, sha256: sha256(bytes), createdAt: evidence.sealedAt };
}
