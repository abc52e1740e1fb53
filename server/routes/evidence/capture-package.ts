/** The evidence of a capture as a file. The event is stored before the file is sent: whoever took it stands in the line. */
import type { Principal } from '../../../core/accounts/people.store.ts';
import type { FileAnswer } from '../../../core/contract/files.contract.ts';
import { captureById } from '../../../core/evidence/captures.store.ts';
import { changeItem } from '../../../core/inbox/change-item.store.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { notFound } from '../../../core/kernel/errors.ts';
import { zipBytes } from '../../../core/kernel/zip/write-zip.ts';
import { type CapturePackage, capturePackage } from '../../../core/records/capture-package.store.ts';
import { missingFacts } from '../../../core/records/missing-facts.ts';
import type { PackageFormat } from '../../../core/records/package-format.ts';
import type { ServerDeps } from '../../deps.ts';

interface Asked {
  readonly captureId: string;
  readonly format: PackageFormat;
}

async function fileOf({ name, files }: CapturePackage, format: PackageFormat): Promise<FileAnswer> {
  const [report] = files;
  if (format === 'pdf' && report)
    return { contentType: 'application/pdf', name: `${name}.pdf`, content: report.bytes };
  return { contentType: 'application/zip', name: `${name}.zip`, content: await zipBytes(files, name) };
}

export async function sendPackage(
  deps: ServerDeps,
  { scope, actor }: Principal,
  { captureId, format }: Asked,
): Promise<FileAnswer> {
  const { tenantId } = scope;
  const capture = await captureById(deps.db, { tenantId, id: captureId });
  if (capture === null || !sees(scope, capture.accountId)) throw notFound('capture');
  const draw = (value: CapturePackage['evidence']) => deps.documents.draw('evidence', value);
  const found = await capturePackage(deps.db, { tenantId, captureId }, { format, draw, now: deps.now() });
  if (found === null) throw notFound('capture');
  const { evidence } = found;
  const file = await fileOf(found, format);
  const data = { captureId: evidence.captureId, format, manifestSha256: evidence.manifestSha256 };
  await transaction(deps.db, (session) =>
    changeItem(
      deps.db,
      { tenantId, id: evidence.itemId },
      { newEventsOf: () => [{ type: 'capture.exported', data }], actor, at: deps.now(), session },
    ),
  );
  return { ...file, notSet: missingFacts(evidence, format) };
}
