/**
 * The pictures of one item: fetched into memory, judged there, and let go. What comes back holds figures, and a hash
 * only where nothing points to child sexual abuse material (records.md 1.3).
 */
import {
  IMAGE_VERSION,
  isSuspectedAbuse,
  type ListedImage,
  type MinorCues,
  matchListedImages,
  measurePicture,
} from '../../classifiers/image/index.ts';
import type { Account } from '../../core/accounts/account.ts';
import {
  blockAll,
  type ImageHash,
  type ImageScan,
  isOpenScan,
  type MediaReview,
  notScanned,
  type ScanCause,
} from '../../core/images/media.ts';
import type { Item } from '../../core/inbox/item.ts';
import type { PictureFetcher } from '../../core/kernel/guarded-fetch/fetch-picture.ts';
import { sha256 } from '../../core/kernel/ids.ts';
import type { ImageModel } from './image-model.ts';

export interface ImageScanner {
  readonly fetcher: PictureFetcher;
  readonly model: ImageModel;
  readonly cues: MinorCues;
}

export interface Reviewed {
  readonly media: MediaReview;
  /** Of what was judged now. */
  readonly imageHashes: readonly ImageHash[];
}

type ScanResult = { readonly scan: ImageScan; readonly imageHash: ImageHash | null } | 'suspected';

const failed = (cause: ScanCause): ScanResult => ({
  scan: notScanned('not-judged', cause),
  imageHash: null,
});

/** Captions and file names come with the picture; the text is all that this platform gives. */
async function scanPicture(
  imageScanner: ImageScanner,
  picture: { account: Account; url: string; at: number; minor: boolean; listed: readonly ListedImage[] },
): Promise<ScanResult> {
  const fetched = await imageScanner.fetcher.fetch(picture.account, picture.url);
  if (!fetched.ok) return failed(fetched.cause);
  const seen = await imageScanner.model.scan(fetched.bytes);
  if (!seen.ok) return failed(seen.cause);
  if (isSuspectedAbuse(seen.frames, picture.minor)) return 'suspected';
  const { hash } = seen;
  const verdicts = [
    measurePicture(seen.frames),
    ...(hash === null ? [] : matchListedImages(hash, picture.listed)),
  ];
  return {
    scan: { state: 'judged', cause: null, version: IMAGE_VERSION, verdicts, printed: hash !== null },
    imageHash: { at: picture.at, hash, sha256: sha256(fetched.bytes) },
  };
}

/** Looks at what is open. One suspicion blocks the whole comment, and nothing more is fetched. */
export async function scanPictures(
  imageScanner: ImageScanner,
  comment: { item: Item; media: MediaReview; account: Account; listed: readonly ListedImage[] },
): Promise<Reviewed> {
  const { item, media, account, listed } = comment;
  const minor = imageScanner.cues.minor(item.text);
  const scans: ImageScan[] = [...media.looks];
  const imageHashes: ImageHash[] = [];
  for (const [at, scan] of media.looks.entries()) {
    const url = item.attachments[at]?.url;
    if (!isOpenScan(scan) || url === undefined) continue;
    const result = await scanPicture(imageScanner, { account, url, at, minor, listed });
    if (result === 'suspected') return { media: blockAll(media, 'picture'), imageHashes: [] };
    scans[at] = result.scan;
    if (result.imageHash !== null) imageHashes.push(result.imageHash);
  }
  return { media: { ...media, looks: scans }, imageHashes };
}
