/** One capture in any of the forms in which it leaves the house: the files of the package, seen from its root. */
import type { EvidencePackage, PackageFile } from '../evidence/package.ts';
import { eformidlingFiles } from './arkivmelding/eformidling.ts';
import { fiksFiles } from './arkivmelding/fiks.ts';
import { reportFile } from './content-files.ts';
import { earkFiles } from './eark/sip.ts';
import { type ChainProof, evidenceFiles } from './evidence-files.ts';
import { fgsFiles } from './fgs/paketstruktur.ts';
import type { PackageFormat } from './package-format.ts';

export interface PackageInput {
  /** The evidence report, drawn from the same evidence. */
  readonly pdf: Uint8Array;
  /** Left out: the capture's own link alone. */
  readonly proof?: ChainProof | null;
}

/** The same evidence and report give the same bytes, whenever and wherever. */
export function packageFiles(
  evidence: EvidencePackage,
  format: PackageFormat,
  { pdf, proof = null }: PackageInput,
): PackageFile[] {
  const writers: { readonly [F in PackageFormat]: () => PackageFile[] } = {
    evidence: () => evidenceFiles(evidence, { pdf, proof }),
    pdf: () => [reportFile(evidence, pdf)],
    'fgs-1.2': () => fgsFiles(evidence, pdf),
    'eark-2.1': () => earkFiles(evidence, 'eark-2.1', pdf),
    'eark-2.2': () => earkFiles(evidence, 'eark-2.2', pdf),
    'arkivmelding-fiks': () => fiksFiles(evidence, pdf),
    'arkivmelding-eformidling': () => eformidlingFiles(evidence, pdf),
  };
  return writers[format]();
}
