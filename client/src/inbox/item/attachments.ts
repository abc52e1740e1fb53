/** What of an item's media can be shown, and in which words it is spoken of. */
import type { ImageScanShape } from '../../../../core/images/image-scan.contract.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { COUNTRIES, type Country } from '../../../../core/kernel/platform.ts';
import { isFlagged } from '../../../../core/moderation/verdict.ts';

export type AttachmentShape = ItemShape['attachments'][number];

export interface PlacedAttachment extends AttachmentShape {
  /** Place in the item's list: what the server is asked for. */
  readonly at: number;
}

const MEDIA: ReadonlySet<string> = new Set(['image', 'sticker', 'video']);

/** Pictures and films, each with its place; links and files stand in the line of attachments. */
export const mediaOf = ({ attachments }: Pick<ItemShape, 'attachments'>): readonly PlacedAttachment[] =>
  attachments.map((attachment, at) => ({ ...attachment, at })).filter(({ type }) => MEDIA.has(type));

/** How many pictures a row tells of. */
export const picturesOf = ({ attachments }: Pick<ItemShape, 'attachments'>): number =>
  attachments.filter(({ type }) => type === 'image').length;

/** Causes for which there is nothing to show either, or only what was not scanned yet. */
const NOTHING: ReadonlySet<string> = new Set(['blocked-host', 'gone', 'too-large', 'unsupported', 'changed']);

/** Before its scan, and where something points to abuse, nothing is shown to anybody. */
export const canShow = ({ type, look }: Pick<AttachmentShape, 'type' | 'look'>): boolean =>
  type !== 'video' &&
  (look.state === 'judged' || (look.state === 'not-judged' && !NOTHING.has(look.cause ?? '')));

/** Verdicts worth a chip. */
export const foundOn = ({ verdicts }: Pick<ImageScanShape, 'verdicts'>): ImageScanShape['verdicts'] =>
  verdicts.filter(isFlagged);

/** The cause that blocks the item's media, or null. */
export const blockedBy = ({ attachments }: Pick<ItemShape, 'attachments'>): string | null =>
  attachments.find(({ look }) => look.state === 'blocked')?.look.cause ?? null;

export const pictureUrl = (itemId: string, at: number): string =>
  `/api/items/${encodeURIComponent(itemId)}/picture?attachment=${at}`;

/**
 * Whose police a blocked picture is reported to. Never the other country's number for want of knowing: until the accounts
 * are read none is named, and where they cannot tell, both.
 */
export const countriesToTell = (known: Country | undefined, isRead: boolean): readonly Country[] =>
  known !== undefined ? [known] : isRead ? COUNTRIES : [];
