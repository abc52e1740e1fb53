/**
 * The pictures of one item: fetched into memory, judged there, and let go. What comes back holds figures, and a hash
 * only where nothing points to child sexual abuse material (records.md 1.3).
 */
import {
  IMAGE_VERSION,
  judgePicture,
  type Listed,
  type MinorCues,
  matchListed,
  suspected,
} from '../../classifiers/image/index.ts';
import type { Account } from '../../core/accounts/account.ts';
import {
  blockAll,
  isOpenLook,
  type Look,
  type LookCause,
  type MediaReview,
  type Print,
  unlooked,
} from '../../core/images/media.ts';
import type { Item } from '../../core/inbox/item.ts';
import type { PictureFetcher } from '../../core/kernel/guarded-fetch/fetch-picture.ts';
import { sha256 } from '../../core/kernel/ids.ts';
import type { ImageModel } from './image-model.ts';

export interface Looking {
  readonly fetcher: PictureFetcher;
  readonly model: ImageModel;
  readonly cues: MinorCues;
}

export interface Reviewed {
  readonly media: MediaReview;
  /** Of what was judged now. */
  readonly prints: readonly Print[];
}

type One = { readonly look: Look; readonly print: Print | null } | 'suspected';

const notJudged = (cause: LookCause): One => ({ look: unlooked('not-judged', cause), print: null });

/** Captions and file names come with the picture; the text is all that this platform gives. */
async function lookAt(
  looking: Looking,
  about: { account: Account; url: string; at: number; minor: boolean; listed: readonly Listed[] },
): Promise<One> {
  const fetched = await looking.fetcher.fetch(about.account, about.url);
  if (!fetched.ok) return notJudged(fetched.cause);
  const seen = await looking.model.look(fetched.bytes);
  if (!seen.ok) return notJudged(seen.cause);
  if (suspected(seen.frames, about.minor)) return 'suspected';
  const { hash } = seen;
  const verdicts = [judgePicture(seen.frames), ...(hash === null ? [] : matchListed(hash, about.listed))];
  return {
    look: { state: 'judged', cause: null, version: IMAGE_VERSION, verdicts, printed: hash !== null },
    print: { at: about.at, hash, sha256: sha256(fetched.bytes) },
  };
}

/** Looks at what is open. One suspicion blocks the whole comment, and nothing more is fetched. */
export async function judgePictures(
  looking: Looking,
  about: { item: Item; media: MediaReview; account: Account; listed: readonly Listed[] },
): Promise<Reviewed> {
  const { item, media, account, listed } = about;
  const minor = looking.cues.minor(item.text);
  const looks: Look[] = [...media.looks];
  const prints: Print[] = [];
  for (const [at, look] of media.looks.entries()) {
    const url = item.attachments[at]?.url;
    if (!isOpenLook(look) || url === undefined) continue;
    const one = await lookAt(looking, { account, url, at, minor, listed });
    if (one === 'suspected') return { media: blockAll(media, 'picture'), prints: [] };
    looks[at] = one.look;
    if (one.print !== null) prints.push(one.print);
  }
  return { media: { ...media, looks }, prints };
}
