/** Takes the picture of a sealed record: drawn from what was sealed, with the comment's own pictures beside it. */
import sharp from 'sharp';
import type { Account } from '../../core/accounts/account.ts';
import { type CapturedFile, capturedFile } from '../../core/evidence/capture.ts';
import type { SealedPicture } from '../../core/evidence/compose-package.ts';
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { imageHashOf } from '../../core/images/image-scans.store.ts';
import { isPicture } from '../../core/images/media.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { isWithheld } from '../../core/inbox/withheld.ts';
import { sha256 } from '../../core/kernel/ids.ts';
import type { DrawnPage } from '../../documents/picture/draw.ts';
import type { AttachedPicture } from '../../documents/picture/template.ts';
import type { WorkerDeps } from '../deps.ts';

export interface TakenPicture {
  readonly files: readonly CapturedFile[];
  readonly pictures: readonly SealedPicture[];
}

type Deps = Pick<WorkerDeps, 'db' | 'now' | 'imageScanner' | 'painter' | 'pageFetcher'>;

interface FetchedAttachment {
  readonly bytes: Buffer;
  readonly type: string;
}

/** Only what a machine has looked at, and only the very bytes that it saw: another picture may stand there by now. */
async function fetchAttachment(
  deps: Deps,
  { item, account, at }: { item: Item; account: Account; at: number },
): Promise<FetchedAttachment | { readonly missing: string }> {
  const scan = item.media?.looks[at];
  const attachment = item.attachments[at];
  if (attachment === undefined || scan === undefined || !isPicture(attachment))
    return { missing: 'not-a-picture' };
  if (scan.state !== 'judged') return { missing: scan.cause ?? 'not-judged' };
  const { tenantId, _id: itemId } = item;
  const known = await imageHashOf(deps.db, { tenantId, itemId, revision: item.media?.revision ?? 0, at });
  const fetched = await deps.imageScanner.fetcher.fetch(account, attachment.url);
  if (!fetched.ok) return { missing: fetched.cause };
  if (known === null || sha256(fetched.bytes) !== known.sha256) return { missing: 'changed' };
  return { bytes: fetched.bytes, type: fetched.type };
}

/** In the order of the comment's attachments; films and links stand in the record alone. */
async function attachmentsOf(deps: Deps, item: Item, account: Account) {
  // Withheld, or no longer the text that was sealed.
  if (isWithheld(item) || item.media?.revision !== item.revision) return [];
  const found: (FetchedAttachment | { readonly missing: string })[] = [];
  for (const [at, attachment] of item.attachments.entries())
    if (isPicture(attachment)) found.push(await fetchAttachment(deps, { item, account, at }));
  return found;
}

const shownAs = (found: FetchedAttachment | { readonly missing: string }): AttachedPicture =>
  'missing' in found
    ? found
    : { dataUrl: `data:${found.type};base64,${found.bytes.toString('base64')}`, alt: null };

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

async function attachmentFile(found: FetchedAttachment, number: number, pages: number) {
  const path = `picture/attachment-${number}.${ENDINGS[found.type] ?? 'bin'}`;
  const { width = 0, height = 0 } = await sharp(found.bytes).metadata();
  const picture: SealedPicture = { path, kind: 'attachment', page: number, pages, width, height, alt: null };
  return { file: capturedFile(path, found.type, found.bytes), picture };
}

const pagesOf = (kind: 'rendered' | 'page', drawn: readonly DrawnPage[]) =>
  drawn.map(({ png, width, height }, index) => {
    const path = `picture/${kind}-${index + 1}.png`;
    const picture: SealedPicture = {
      path,
      kind,
      page: index + 1,
      pages: drawn.length,
      width,
      height,
      alt: null,
    };
    return { file: capturedFile(path, 'image/png', png), picture };
  });

/**
 * The public page, while the item is on it: a hide does not wait for the picture, and a page without the item, under the
 * words "as an outsider saw it", would speak against the record.
 */
async function publicPage(
  deps: Deps,
  evidence: EvidencePackage,
  { item, account }: { readonly item: Item; readonly account: Account },
): Promise<readonly DrawnPage[]> {
  const isSeen = async (): Promise<boolean> => {
    const { tenantId, _id: id } = item;
    const [now] = await itemsById(deps.db, { tenantId, ids: [id] });
    return now !== undefined && now.visibility === 'public' && !isWithheld(now);
  };
  if (!(await isSeen())) return [];
  const seenAt = deps.now().toISOString();
  const page = { source: account, fetcher: deps.pageFetcher, seenAt };
  const drawn = await deps.painter.drawPublicPage(evidence, page);
  return drawn !== null && (await isSeen()) ? drawn : [];
}

/** Throws where no browser runs, or none can draw it. */
export async function takePicture(
  deps: Deps,
  evidence: EvidencePackage,
  { item, account }: { readonly item: Item; readonly account: Account },
): Promise<TakenPicture> {
  // The text was edited since: what hangs on it now is not what was sealed.
  const isSame = evidence.revisions.length === item.revision;
  const attached = isSame ? await attachmentsOf(deps, item, account) : [];
  const pages = await deps.painter.draw(evidence, attached.map(shownAs));
  const drawn = pagesOf('rendered', pages);
  const seen = await publicPage(deps, evidence, { item, account });
  const fetched = attached.filter((found): found is FetchedAttachment => !('missing' in found));
  const own = await Promise.all(
    fetched.map((found, index) => attachmentFile(found, index + 1, fetched.length)),
  );
  const all = [...drawn, ...pagesOf('page', seen), ...own];
  return { files: all.map(({ file }) => file), pictures: all.map(({ picture }) => picture) };
}
