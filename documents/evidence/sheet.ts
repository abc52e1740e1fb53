import type { EvidencePackage } from '../../core/evidence/package.ts';
import type { Writer } from '../pdf/writer.ts';
import type { EvidenceWords } from './evidence-words.ts';

/** What every part of the document is drawn from and with. */
export interface Sheet {
  readonly evidence: EvidencePackage;
  readonly words: EvidenceWords;
  readonly pen: Writer;
}
