/**
 * Which text an action was decided on. An authority answers and removes what its person has read: where the citizen has
 * edited it since and nothing has left the machine, the action stops and asks (design.md, Consistency 7).
 */
import type { Item } from '../inbox/item.ts';
import { sha256 } from '../kernel/ids.ts';
import type { Action } from './action.ts';

type Content = Pick<Item, 'revision' | 'text' | 'attachments'>;

const contentSha256 = ({ text, attachments }: Content): string =>
  sha256(JSON.stringify([text, attachments.map(({ url }) => url)]));

/** What an action keeps of the text that its person saw. */
export const seenText = (item: Content) => ({ revision: item.revision, contentSha256: contentSha256(item) });

/** The number alone does not tell: an older text that comes late counts too, and changes nothing of what stands. */
export function isEditedSince(action: Pick<Action, 'revision' | 'contentSha256'>, item: Content): boolean {
  if (action.revision === undefined || action.revision === item.revision) return false;
  return action.contentSha256 !== contentSha256(item);
}
