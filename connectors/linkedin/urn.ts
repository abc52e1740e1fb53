/** LinkedIn's names of things. Comments come in two spellings of one name, posts under two names (platforms.md 3.4). */
import { idOf } from '../shared/read.ts';

export interface CommentUrn {
  /** In the one spelling that is stored: `urn:li:comment:(urn:li:activity:1,2)`. */
  readonly urn: string;
  /** What it stands under: an activity, a share or a ugcPost. */
  readonly thread: string;
  /** Its number in the thread. */
  readonly id: string;
}

/** `urn:li:comment:(activity:1,2)` and `urn:li:comment:(urn:li:activity:1,2)` are one comment. */
const COMMENT = /^urn:li:comment:\((?:urn:li:)?([A-Za-z]+:[^\s,()]+),\s?([^\s,()]+)\)$/u;
const POST = /^urn:li:[A-Za-z]+:[^\s,()]+$/u;

export const commentUrn = (thread: string, id: string): CommentUrn => ({
  urn: `urn:li:comment:(${thread},${id})`,
  thread,
  id,
});

/** Null for what is no comment's name. */
export function commentUrnOf(value: unknown): CommentUrn | null {
  const [, thread, id] = COMMENT.exec(idOf(value) ?? '') ?? [];
  return thread === undefined || id === undefined ? null : commentUrn(`urn:li:${thread}`, id);
}

/** A post, a person, an organisation: whatever has one number or name. */
export function urnOf(value: unknown): string | null {
  const urn = idOf(value);
  return urn !== null && POST.test(urn) ? urn : null;
}

export const isActivity = (urn: string | null): urn is string => urn?.startsWith('urn:li:activity:') === true;

/** The last part of an organisation's or person's name. */
export const numberOf = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);

/** The page of a comment or a post, as LinkedIn itself links to it. */
export function linkTo(post: string, comment: CommentUrn | null = null): string {
  const link = `https://www.linkedin.com/feed/update/${post}`;
  if (comment === null) return link;
  const short = comment.urn.replace('(urn:li:', '(');
  return `${link}?commentUrn=${encodeURIComponent(short).replaceAll('(', '%28').replaceAll(')', '%29')}`;
}
