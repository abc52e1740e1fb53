/** The organisation's posts and what is written under them, in memory. Ids are a function of the seed. */
import { digits } from '../random.ts';

export interface SimPost {
  /** Its own name; `/rest/posts` knows no other. */
  readonly share: string;
  /** The name under which it is commented. */
  readonly activity: string;
  readonly author: string;
  readonly text: string;
  readonly createdAt: number;
}

export interface SimComment {
  readonly id: string;
  readonly urn: string;
  readonly post: SimPost;
  /** Of a reply: the comment that it answers. */
  readonly parent: SimComment | null;
  readonly actor: string;
  text: string;
  readonly createdAt: number;
  modifiedAt: number;
  deleted: boolean;
  readonly reactions: Set<string>;
}

export type Notification = Readonly<Record<string, unknown>>;

/** `urn:li:comment:(activity:…)`: notifications spell it so in one of two places. */
const shortened = (urn: string): string => urn.replace('(urn:li:', '(');

export class LinkedInWorld {
  readonly organisation: string;
  readonly posts = new Map<string, SimPost>();
  readonly comments = new Map<string, SimComment>();
  /** All that ever happened, as its history shows it. */
  readonly history: Notification[] = [];
  private readonly seed: string;
  private readonly now: () => number;
  private counter = 0;

  constructor(options: { organisation: string; seed: string; now: () => number }) {
    this.organisation = options.organisation;
    this.seed = options.seed;
    this.now = options.now;
  }

  private nextId(): string {
    this.counter += 1;
    // Beyond 2^53, as LinkedIn's are.
    return `7${digits(`${this.seed}:${this.counter}`, 18)}`;
  }

  post(text: string, author = this.organisation): SimPost {
    const [share, activity] = [`urn:li:share:${this.nextId()}`, `urn:li:activity:${this.nextId()}`];
    const post: SimPost = { share, activity, author, text, createdAt: this.now() };
    this.posts.set(share, post);
    if (author !== this.organisation && text.includes(this.organisation)) this.tell('SHARE_MENTION', post);
    return post;
  }

  /** The post under any of its names. */
  postNamed(urn: string): SimPost | null {
    return this.posts.get(urn) ?? [...this.posts.values()].find(({ activity }) => activity === urn) ?? null;
  }

  /** Null where it does not stand: deleted, or under something deleted. */
  standing(urn: string): SimComment | null {
    const found = this.comments.get(urn) ?? null;
    for (let comment = found; comment !== null; comment = comment.parent) if (comment.deleted) return null;
    return found;
  }

  under(post: SimPost, parent: SimComment | null): SimComment[] {
    return [...this.comments.values()].filter(
      (comment) => comment.post === post && comment.parent === parent && !comment.deleted,
    );
  }

  comment(input: { post: SimPost; parent?: SimComment | null; actor: string; text: string }): SimComment {
    const { post, actor, text } = input;
    const id = this.nextId();
    // Two levels: an answer to a reply stands beside it.
    const parent = input.parent?.parent ?? input.parent ?? null;
    const at = this.now();
    const comment: SimComment = {
      ...{ id, urn: `urn:li:comment:(${post.activity},${id})`, post, parent, actor, text },
      ...{ createdAt: at, modifiedAt: at, deleted: false, reactions: new Set<string>() },
    };
    this.comments.set(comment.urn, comment);
    this.tell(actor === this.organisation ? 'ADMIN_COMMENT' : 'COMMENT', comment);
    return comment;
  }

  edit(comment: SimComment, text: string): void {
    comment.text = text;
    comment.modifiedAt = Math.max(this.now(), comment.modifiedAt + 1);
    this.tell('COMMENT_EDIT', comment);
  }

  /** `silently`: LinkedIn itself took it away, and tells nobody. */
  remove(comment: SimComment, { silently = false } = {}): void {
    comment.deleted = true;
    if (!silently) this.tell('COMMENT_DELETE', comment);
  }

  react(on: SimPost | SimComment, actor: string): void {
    if ('reactions' in on) on.reactions.add(actor);
    const entity = 'urn' in on ? on.urn : on.activity;
    this.tell('LIKE', on, `urn:li:like:(${actor},${entity})`);
  }

  /** New parts of {@link history} are what the webhook sends. */
  private tell(action: string, written: SimPost | SimComment, activity?: string): void {
    const post = 'post' in written ? written.post : written;
    const isDeleted = action === 'COMMENT_DELETE';
    this.counter += 1;
    this.history.push({
      notificationId: 4_406_000 + this.counter,
      organizationalEntity: this.organisation,
      action,
      sourcePost: post.activity,
      ...(!isDeleted && {
        decoratedSourcePost: {
          entity: post.share,
          owner: post.author,
          text: post.text,
          mediaCategory: 'NONE',
        },
      }),
      generatedActivity: activity ?? ('urn' in written ? shortened(written.urn) : written.share),
      ...(activity === undefined && !isDeleted && { decoratedGeneratedActivity: decorated(written) }),
      lastModifiedAt: 'urn' in written && !isDeleted ? written.modifiedAt : this.now(),
    });
  }
}

function decorated(written: SimPost | SimComment): Readonly<Record<string, unknown>> {
  if (!('urn' in written))
    return { share: { entity: written.share, owner: written.author, text: written.text } };
  const { urn, actor, text, post, parent } = written;
  const answers = parent === null ? {} : { parentComment: parent.urn };
  return { comment: { entity: urn, owner: actor, object: post.activity, text, ...answers } };
}
