/** One capture in the form of a route, as the button on the item gives it: the document alone, or a zip. */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { zipBytes } from '../../core/kernel/zip/write-zip.ts';
import { packageOf } from '../../core/records/capture-package.store.ts';
import type { Documents } from '../../documents/document-process.ts';
import type { HandOverPorts } from './deps.ts';

export function createPacker(documents: Pick<Documents, 'draw'>, now: () => Date): HandOverPorts['pack'] {
  // A letter bears several forms of one capture: its document is drawn once.
  const drawn = new WeakMap<EvidencePackage, Promise<Uint8Array>>();
  function draw(evidence: EvidencePackage): Promise<Uint8Array> {
    const known = drawn.get(evidence) ?? documents.draw('evidence', evidence);
    drawn.set(evidence, known);
    return known;
  }
  return async (db, of, format) => {
    const { name, files } = await packageOf(db, of, { format, draw, now: now() });
    const [report] = files;
    if (format === 'pdf' && report)
      return { format, ending: 'pdf', mime: 'application/pdf', bytes: report.bytes };
    return { format, ending: 'zip', mime: 'application/zip', bytes: await zipBytes(files, name) };
  };
}
