/** What a person finds who opens a package: what it holds, how to register it and how to check it. */
import type { EvidencePackage } from '../evidence/package.ts';
import { REPORT_NAME } from './content-files.ts';
import { filled, recordCatalogue } from './record-words.ts';
import { localTime, registerEntry } from './register-entry.ts';

/** Line ends that every editor shows, also the oldest on Windows. */
const LINE_END = '\r\n';

function written(evidence: EvidencePackage, lines: readonly string[]): string {
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
  const { withheldFiles } = recordCatalogue(evidence.language);
  const all = values.files === '' ? lines : [...lines, '', withheldFiles];
  return all.map((line) => filled(line, values) + LINE_END).join('');
}

/** For the evidence package itself. */
export const evidenceReadMe = (evidence: EvidencePackage): string =>
  written(evidence, recordCatalogue(evidence.language).readMe);

/** For a package that an archive's own program reads. */
export const archiveReadMe = (evidence: EvidencePackage): string =>
  written(evidence, recordCatalogue(evidence.language).archiveReadMe);
