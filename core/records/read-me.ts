/** What a person finds who opens a package: what it holds, how to register it and how to check it. */
import type { EvidencePackage } from '../evidence/package.ts';
import { REPORT_NAME } from './content-files.ts';
import { missingFacts } from './missing-facts.ts';
import type { PackageFormat } from './package-format.ts';
import { filled, recordCatalogue } from './record-words.ts';
import { localTime, registerEntry } from './register-entry.ts';

/** Line ends that every editor shows, also the oldest on Windows. */
const LINE_END = '\r\n';

function written(evidence: EvidencePackage, format: PackageFormat, lines: readonly string[]): string {
  const { path } = recordCatalogue(evidence.language);
  const minute = (at: string): string => localTime(at, evidence.timeZone).slice(0, 16).replace('T', ' ');
  const values = {
    title: registerEntry(evidence).title,
    municipality: evidence.municipality.name,
    board: evidence.board,
    captureId: evidence.captureId,
    report: REPORT_NAME[evidence.language],
    verifier: path.verifier,
    sealed: minute(evidence.sealedAt),
    received: minute(evidence.publishedAt),
    place: String(evidence.chain.seq),
    hash: evidence.chain.hash,
    files: (evidence.withheld ?? []).map(({ path: name }) => name).join(', '),
  };
  const { withheldFiles, missingFact } = recordCatalogue(evidence.language);
  const missing = missingFacts(evidence, format).map((fact) => missingFact[fact]);
  const all = [
    ...lines,
    ...(values.files === '' ? [] : ['', withheldFiles]),
    ...(missing.length > 0 ? ['', ...missing] : []),
  ];
  return all.map((line) => filled(line, values) + LINE_END).join('');
}

/** For the evidence package itself. */
export const evidenceReadMe = (evidence: EvidencePackage): string =>
  written(evidence, 'evidence', recordCatalogue(evidence.language).readMe);

/** For a package that an archive's own program reads. */
export const archiveReadMe = (evidence: EvidencePackage, format: PackageFormat): string =>
  written(evidence, format, recordCatalogue(evidence.language).archiveReadMe);
