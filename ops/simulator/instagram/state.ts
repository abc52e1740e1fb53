/** Posts and comments of one simulated account, as Instagram would hold them. */
import { digits } from '../random.ts';

export interface IgMedia {
  readonly id: string;
  readonly caption: string;
  readonly createdAt: number;
}

export interface IgComment {
  readonly id: string;
  readonly mediaId: string;
  /** The comment it answers; null: it stands at the top. */
  readonly parentId: string | null;
  readonly from: { readonly id: string; readonly username: string };
  readonly text: string;
  readonly createdAt: number;
  /** Written under an ad that was made of the post: it stands on no list. */
  readonly onAd: boolean;
  hidden: boolean;
  deleted: boolean;
}

export class IgState {
  readonly media = new Map<string, IgMedia>();
  readonly comments = new Map<string, IgComment>();
  /** Comments that a private reply has gone to. */
  readonly answeredPrivately = new Set<string>();
  subscribed: string[] = [];
  private made = 0;
  private readonly seed: string;

  constructor(seed: string) {
    this.seed = seed;
  }

  /** Beyond 2^53, as real ones are. */
  nextId(kind: string): string {
    this.made += 1;
    return `17${digits(`${this.seed}/${kind}/${this.made}`)}`;
  }

  standing(id: string): IgComment | null {
    const comment = this.comments.get(id);
    return comment === undefined || comment.deleted ? null : comment;
  }

  /** What stands on the post's own list, the newest first. */
  under(mediaId: string, { ads = false } = {}): IgComment[] {
    return [...this.comments.values()]
      .filter((comment) => comment.mediaId === mediaId && !comment.deleted && (ads || !comment.onAd))
      .reverse();
  }

  replies(commentId: string): IgComment[] {
    return [...this.comments.values()].filter(({ parentId, deleted }) => parentId === commentId && !deleted);
  }
}
