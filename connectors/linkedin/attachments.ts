import type { Attachment } from '../../core/inbox/comment.ts';
import { isRecord, linkOf } from '../shared/read.ts';

/** More than any comment holds. */
const MAX_ATTACHMENTS = 20;
const TYPES = new Map<unknown, Attachment['type']>([
  ['IMAGE', 'image'],
  ['VIDEO', 'video'],
  ['ARTICLE', 'link'],
]);

/** `content` of a comment: `[{type, url, entity}]`. What has no address cannot be shown. */
export function attachmentsOf(content: unknown): readonly Attachment[] {
  const found = new Map<string, Attachment['type']>();
  for (const part of Array.isArray(content) ? content.filter(isRecord) : []) {
    const url = linkOf(part.url);
    if (url !== null && found.size < MAX_ATTACHMENTS && !found.has(url))
      found.set(url, TYPES.get(part.type) ?? 'link');
  }
  return [...found].map(([url, type]) => ({ type, url, state: 'unfetched' }));
}
