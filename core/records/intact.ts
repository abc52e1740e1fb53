/** What is handed out must be what was sealed: it is looked at before it leaves, whoever asks. */
import type { EvidencePackage, PackageFile } from '../evidence/package.ts';
import { sha256 } from '../kernel/ids.ts';

/** The paths of what is not what was sealed; empty: intact. */
export function alteredFiles({
  manifestSha256,
  sealedFiles,
  pictures,
  pictureSeal,
  withholdingSeal,
}: EvidencePackage): string[] {
  const files: readonly PackageFile[] = [
    ...sealedFiles,
    ...pictures,
    ...(pictureSeal ? [pictureSeal.manifest] : []),
    ...(withholdingSeal ? [withholdingSeal.manifest] : []),
  ];
  const altered = files.filter((file) => sha256(file.bytes) !== file.sha256).map(({ path }) => path);
  const manifest = sealedFiles.some((file) => file.sha256 === manifestSha256);
  const pictured = !pictureSeal || pictureSeal.manifest.sha256 === pictureSeal.manifestSha256;
  return [...altered, ...(manifest ? [] : ['manifest.json']), ...(pictured ? [] : ['picture/manifest.json'])];
}
