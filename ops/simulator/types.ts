/** The nouns of the simulator. Platform-neutral: what only Facebook has stands in `facebook/`. */

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A post or a comment on the simulated page, as the platform would hold it. */
export interface SimNode {
  readonly id: string;
  readonly kind: 'post' | 'comment';
  /** Written by the page itself. */
  readonly own: boolean;
  /** null: the platform does not tell who wrote it. */
  readonly from: Person | null;
  text: string;
  /** Address of a picture, or null. */
  readonly picture: string | null;
  /** The comment it answers, or the post for a top-level comment; null for a post. */
  readonly parentId: string | null;
  /** The post it stands under; its own id for a post. */
  readonly postId: string;
  /** First part of the ids of the comments under it; differs from the post's own for pictures. Posts only. */
  readonly prefix: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  editedAt: number | null;
  hidden: boolean;
  deleted: boolean;
  likedByPage: boolean;
  /** What webhooks have told of it so far; the summary is counted from this. */
  readonly told: { added: boolean; removed: boolean; texts: string[] };
}

export type Verb = 'add' | 'edited' | 'remove' | 'hide' | 'unhide' | 'react';

/** One change waiting to be told by webhook: `value` is what the platform puts on the wire. */
export interface Change {
  readonly seq: number;
  readonly nodeId: string;
  readonly verb: Verb;
  readonly text: string | null;
  readonly value: Readonly<Record<string, unknown>>;
}

export type CallType = 'reply' | 'hide' | 'unhide' | 'delete' | 'ban' | 'unban' | 'like' | 'unlike' | 'edit';

/** A write the simulator received. `ok` false: it was refused, with the platform's `code`. */
export interface Call {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly type: CallType;
  readonly targetId: string;
  readonly message?: string;
  /** The id of what was created (reply). */
  readonly id?: string;
  readonly ok: boolean;
  readonly code?: number;
  /** The write was done, its answer was lost or an error on purpose. */
  readonly answerLost?: boolean;
}

export interface Expected {
  /** Distinct visitors' comments and posts whose addition was sent. */
  readonly comments: number;
  /** Distinct texts over them; one that was never edited counts 1. */
  readonly revisions: number;
  /** How many of them a removal was sent for. */
  readonly removed: number;
}

/** `sent` counts deliveries (POSTs, repeats on purpose included), `retried` the further attempts. */
export interface Summary {
  readonly sent: number;
  readonly acknowledged: number;
  readonly retried: number;
  readonly expected: Expected;
  /** Deliveries signed with a wrong key on purpose, and how many were turned away. */
  readonly forged?: { readonly sent: number; readonly refused: number };
}
