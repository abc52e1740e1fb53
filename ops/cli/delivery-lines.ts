/** The lines that `uppsikt parse` prints. Pure. */
import type { Change, Entry } from '../../core/actions/connector.ts';
import type { CommentKind } from '../../core/inbox/comment.ts';

export interface DeliveryLine {
  readonly kind: CommentKind | 'reaction' | 'unknown';
  readonly action: 'created' | 'edited' | 'deleted' | 'hidden' | 'unhidden';
  readonly externalId: string | null;
  /** What it answers; of a reaction, what it is to. */
  readonly parentId: string | null;
  readonly postId: string | null;
  /** Null: the delivery does not say whose it is. */
  readonly accountId: string | null;
  readonly author: { readonly id: string; readonly name: string | null } | null;
  /** Null: it tells none (a removal), or tells not what it is now (an edit). */
  readonly text: string | null;
  readonly attachments: readonly { readonly type: string; readonly url: string; readonly alt?: string }[];
  /** ISO 8601, UTC: the platform's time of what happened. */
  readonly createdAt: string | null;
  /** What could not be read, or concerns no moderator, in the platform's words; null where it is a comment's. */
  readonly unknown: string | null;
}

const NOTHING: DeliveryLine = {
  ...{ kind: 'unknown', action: 'created', externalId: null, parentId: null, postId: null, accountId: null },
  ...{ author: null, text: null, attachments: [], createdAt: null, unknown: null },
};

const ACTIONS = {
  added: 'created',
  edited: 'edited',
  'untold-edit': 'edited',
  removed: 'deleted',
  hidden: 'hidden',
  unhidden: 'unhidden',
} as const;

function lineOf(change: Change): DeliveryLine {
  if (change.type === 'unknown') return { ...NOTHING, unknown: change.what };
  if (change.type === 'ignored') {
    const { reaction, what } = change;
    if (reaction === undefined) return { ...NOTHING, unknown: what };
    const { parentId, postId, author, at, removed } = reaction;
    const action = removed ? 'deleted' : 'created';
    return { ...NOTHING, kind: 'reaction', action, parentId, postId, author, createdAt: isoOf(at) };
  }
  const { kind, externalId, parentId, postId } = change;
  const isNew = change.type === 'untold-edit' && change.isNew === true;
  const action = isNew ? 'created' : ACTIONS[change.type];
  const told = { kind, action, externalId, parentId, postId, createdAt: isoOf(change.at) };
  if (change.type !== 'added' && change.type !== 'edited') return { ...NOTHING, ...told };
  const attachments = change.attachments.map(({ state: _, ...attachment }) => attachment);
  return { ...NOTHING, ...told, author: change.author, text: change.text, attachments };
}

const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;

/** One for each change; of a delivery that holds none, one that says so. */
export function deliveryLines(entries: readonly Entry[]): DeliveryLine[] {
  const lines = entries.flatMap(({ accountExternalId, changes }) =>
    changes.map(({ change }) => ({ ...lineOf(change), accountId: accountExternalId || null })),
  );
  return lines.length > 0 ? lines : [{ ...NOTHING, unknown: 'nothing' }];
}
