/** A capture in one of the formats, read and put together: for the route, the command and the hand-over alike. */

import { captureById, withFiles } from '../evidence/captures.store.ts';
import { sealOf } from '../evidence/compose-package.ts';
import { evidencePackage } from '../evidence/package.store.ts';
import type { EvidencePackage, PackageFile } from '../evidence/package.ts';
import { sealedWithholding } from '../evidence/withholding.store.ts';
import type { Db } from '../kernel/db.ts';
import { UppsiktError } from '../kernel/errors.ts';
import { alteredFiles } from './intact.ts';
import { packageFiles } from './package-files.ts';
import { type PackageFormat, packageName } from './package-format.ts';
import { chainProof } from './proof.store.ts';

export interface CapturePackage {
  /** Of the folder, or of the file without its ending. */
  readonly name: string;
  readonly evidence: EvidencePackage;
  readonly files: readonly PackageFile[];
}

export interface PackageAsked {
  readonly format: PackageFormat;
  /** The report's drawing: a process of its own, which only the caller knows. */
  readonly draw: (evidence: EvidencePackage) => Promise<Uint8Array>;
  readonly now: Date;
}

/** What is withheld leaves with a seal that says so: without one, whoever checks would find it missing. */
async function withItsSeal(
  db: Db,
  { tenantId, evidence }: { readonly tenantId: string; readonly evidence: EvidencePackage },
  now: Date,
): Promise<EvidencePackage> {
  const { withheld: files = [], captureId, manifestSha256, itemId } = evidence;
  const record = files.length === 0 ? null : await captureById(db, { tenantId, id: captureId });
  if (record === null) return evidence;
  const { accountId } = record;
  const withholding = { tenantId, captureId, manifestSha256, files, accountId, itemId };
  const stored = await sealedWithholding(db, withholding, now);
  const seal = { stored, sealed: await withFiles(db, stored) };
  return { ...evidence, withholdingSeal: sealOf(seal, 'withheld/manifest.json') };
}

/** @throws `evidence_altered` where the stored files are not what was sealed. */
export async function packageOf(
  db: Db,
  { tenantId, evidence }: { readonly tenantId: string; readonly evidence: EvidencePackage },
  { format, draw, now }: PackageAsked,
): Promise<CapturePackage> {
  const altered = alteredFiles(evidence);
  if (altered.length > 0)
    throw new UppsiktError({
      code: 'evidence_altered',
      status: 500,
      message: 'What is stored of this capture is not what was sealed. Nothing was handed out.',
      facts: { captureId: evidence.captureId, altered },
    });
  const sealed = await withItsSeal(db, { tenantId, evidence }, now);
  const [pdf, proof] = await Promise.all([
    draw(evidence),
    format === 'evidence' ? chainProof(db, { tenantId, evidence: sealed }) : null,
  ]);
  const files = packageFiles(sealed, format, { pdf, proof });
  return { name: packageName(evidence.captureId, format), evidence: sealed, files };
}

/** Null: there is no such capture. @throws like {@link packageOf}. */
export async function capturePackage(
  db: Db,
  key: { readonly tenantId: string; readonly captureId: string },
  asked: PackageAsked,
): Promise<CapturePackage | null> {
  const evidence = await evidencePackage(db, key);
  return evidence && packageOf(db, { tenantId: key.tenantId, evidence }, asked);
}
