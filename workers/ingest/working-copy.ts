/** What the store knows of a part, as the changes applied so far have left it. */
import type { Change, InboxWrite } from '../../core/inbox/change-item.store.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import type { ModerationEvent } from '../../core/inbox/event.ts';
import type { Item } from '../../core/inbox/item.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { Known } from './load-known.ts';

/** Deeper than any platform shows a thread. */
const LEVELS = 6;

const isChanged = <T>({ before, after }: Change<T>): boolean => before !== after;

export class WorkingCopy {
  private readonly comments = new Map<string, Change<Comment>>();
  private readonly items = new Map<string, Change<Item>>();
  private readonly events: ModerationEvent[] = [];
  /** What the accounts themselves wrote, in the store or in this batch: few, and asked for often. */
  private readonly fromAccounts = new Map<string, Comment>();

  constructor(known: Known) {
    for (const comment of [...known.around, ...known.comments]) {
      this.comments.set(comment._id, { before: comment, after: comment });
      if (comment.own) this.fromAccounts.set(comment._id, comment);
    }
    for (const item of known.items) this.items.set(item._id, { before: item, after: item });
  }

  comment(id: string): Comment | null {
    return this.comments.get(id)?.after ?? null;
  }

  item(id: string): Item | null {
    return this.items.get(id)?.after ?? null;
  }

  /** A list of its own: items may be put while it is gone through. */
  allItems(): Item[] {
    return [...this.items.values()].map(({ after }) => after);
  }

  putComment(after: Comment): void {
    this.comments.set(after._id, { before: this.comments.get(after._id)?.before ?? null, after });
    if (after.own) this.fromAccounts.set(after._id, after);
  }

  putItem(after: Item, events: readonly ModerationEvent[]): void {
    this.items.set(after._id, { before: this.items.get(after._id)?.before ?? null, after });
    this.events.push(...events);
  }

  /** What stands under the comment's post, itself among it; nothing where the account has not written there. */
  underPostOf(comment: Comment): Comment[] {
    const post = this.postOf(comment);
    const isUnder = (other: Comment) => other.accountId === comment.accountId && this.postOf(other) === post;
    if (![...this.fromAccounts.values()].some(isUnder)) return [];
    return [...this.comments.values()].map(({ after }) => after).filter(isUnder);
  }

  /** Of a reply that came without its post, what it stands under tells, as far as that is known. */
  private postOf({ accountId, postId, parentId, externalId }: Comment): string {
    if (postId !== null) return postId;
    let [post, above] = [externalId, parentId];
    for (let level = 0; level < LEVELS && above !== null; level++) {
      const parent: Comment | null = this.comment(commentId(accountId, above));
      post = parent?.postId ?? above;
      above = parent?.postId == null ? (parent?.parentId ?? null) : null;
    }
    return post;
  }

  /** What is to be written: only what really changed. */
  write(): InboxWrite {
    return {
      comments: [...this.comments.values()].filter(isChanged),
      items: [...this.items.values()].filter(isChanged),
      events: this.events,
    };
  }
}
