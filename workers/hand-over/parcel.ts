/** What leaves and how: the package built of its evidence, the way of the route, and how a lost try is looked for. */
import { accountsOfBoard } from '../../core/accounts/accounts.store.ts';
import { tenantById } from '../../core/accounts/tenants.store.ts';
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { mayHaveArrived, nextFileName, nextMessageId, shortId } from '../../core/records/hand-over.ts';
import type { HandOver, StoredRoute } from '../../core/records/hand-overs.store.ts';
import { trialEvidence } from '../../core/records/trial-evidence.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Delivered, PackedFile } from './deps.ts';
import { letterOf, noteOf, type Parcel } from './letter.ts';
import { openSecret } from './open-secret.ts';

/** Mails cannot be looked for; files can, as long as nobody has taken them. */
export async function foundAgain(deps: WorkerDeps, route: StoredRoute, name: string) {
  const { settings } = route;
  if (settings.kind === 'email') return null;
  const secret = openSecret(deps.vault, route.sealedSecret);
  if (settings.kind === 'folder') return deps.handOver.folder.stands(settings, name, secret);
  return deps.handOver.sftp.stands(settings, name, secret);
}

export async function evidenceFor(
  deps: WorkerDeps,
  claimed: HandOver,
  route: StoredRoute,
): Promise<EvidencePackage | null> {
  const { tenantId, captureId, _id, board, requestedAt, actor } = claimed;
  if (captureId !== null) {
    const evidence = await deps.handOver.evidenceOf(deps.db, { tenantId, captureId });
    return evidence && { ...evidence, language: route.language };
  }
  const [account] = await accountsOfBoard(deps.db, { tenantId, board });
  const tenant = await tenantById(deps.db, tenantId);
  return trialEvidence({
    id: _id,
    board,
    language: route.language,
    country: account?.country ?? 'SE',
    municipality: tenant?.name ?? board,
    by: { kind: actor.kind === 'token' ? 'key' : 'person', id: actor.id, name: null },
    at: requestedAt.toISOString(),
    software: deps.handOver.software,
  });
}

export async function sendParcel(deps: WorkerDeps, route: StoredRoute, parcel: Parcel): Promise<Delivered> {
  const { mail, folder, sftp } = deps.handOver;
  const { settings } = route;
  if (settings.kind === 'email') {
    if (mail === null) return { outcome: 'not-sent', cause: 'no-mail-server', again: true };
    const [account] = await accountsOfBoard(deps.db, { tenantId: route.tenantId, board: route.board });
    return mail({
      to: settings.to,
      from: deps.handOver.mailFrom ?? account?.unit ?? settings.to,
      messageId: parcel.name,
      earlier: mayHaveArrived(parcel.row.tries).map(({ name }) => name),
      ...letterOf(parcel),
      attachments: parcel.files,
    });
  }
  const [only] = parcel.files;
  if (only === undefined) return { outcome: 'not-sent', cause: 'fault', again: false };
  const note = noteOf(parcel);
  const file = {
    name: parcel.name,
    bytes: only.file.bytes,
    note: note === null ? null : { name: `${parcel.name}.note.txt`, text: note },
  };
  const secret = openSecret(deps.vault, route.sealedSecret);
  return settings.kind === 'folder'
    ? folder.deliver(settings, file, secret)
    : sftp.deliver(settings, file, secret);
}

/** How the try is called: the Message-ID of a mail, the name of a file. */
export function nameOf(deps: WorkerDeps, claimed: HandOver, files: readonly PackedFile[]): string {
  const named = { id: claimed._id, tries: claimed.tries, isTest: claimed.isTest };
  if (claimed.kind === 'email') return nextMessageId(named, new URL(deps.handOver.publicUrl).hostname);
  return `${nextFileName(named)}.${files[0]?.ending ?? 'zip'}`;
}

export const attachmentName = (evidence: EvidencePackage, file: PackedFile): string =>
  `underlag-${shortId(evidence.captureId)}-${file.format}.${file.ending}`.replace('-pdf.pdf', '.pdf');

export async function packFiles(
  deps: WorkerDeps,
  evidence: EvidencePackage,
  route: StoredRoute,
): Promise<PackedFile[]> {
  const files: PackedFile[] = [];
  // One after the other: each may hold all pictures of the capture.
  const of = { tenantId: route.tenantId, evidence };
  for (const format of route.formats) files.push(await deps.handOver.pack(deps.db, of, format));
  return files;
}
