/** A capture in the form that a route asks for: the document alone, or a zip. */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { zipBytes } from '../../core/kernel/zip/write-zip.ts';
import { packageFiles } from '../../core/records/package-files.ts';
import { packageName } from '../../core/records/package-format.ts';
import type { Documents } from '../../documents/document-process.ts';
import type { HandOverPorts } from './deps.ts';

export function createPacker(documents: Documents): HandOverPorts['pack'] {
  // A letter bears several forms of one capture: its document is drawn once.
  const drawn = new WeakMap<EvidencePackage, Promise<Uint8Array>>();
  function pdfOf(evidence: EvidencePackage): Promise<Uint8Array> {
    const known = drawn.get(evidence) ?? documents.draw('evidence', evidence);
    drawn.set(evidence, known);
    return known;
  }
  return async (evidence, format) => {
    const pdf = await pdfOf(evidence);
    if (format === 'pdf') return { format, ending: 'pdf', mime: 'application/pdf', bytes: pdf };
    const root = packageName(evidence.captureId, format);
    const bytes = await zipBytes(packageFiles(evidence, format, { pdf }), root);
    return { format, ending: 'zip', mime: 'application/zip', bytes };
  };
}
