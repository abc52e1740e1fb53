/** What stands on the simulated X. It tells of what happens; who is told, and how, is not its business. */
import { createHash } from 'node:crypto';
import {
  idOf,
  type XEvent,
  type XLink,
  type XMessage,
  type XPicture,
  type XPost,
  type XUser,
} from './types.ts';

const EPOCH_MS = 1_288_834_974_657;
const HANDLE = /@(\w{1,15})/gu;
const ADDRESS = /https?:\/\/[^\s<>]+/gu;

export interface Written {
  readonly author: XUser;
  readonly text: string;
  readonly parentId?: string | null;
  readonly quoteOf?: string | null;
  readonly repostOf?: string | null;
  readonly picture?: { readonly url: string; readonly alt?: string | undefined } | null;
}

export class XWorld {
  readonly users = new Map<string, XUser>();
  readonly posts = new Map<string, XPost>();
  readonly messages: XMessage[] = [];
  readonly likes = new Set<string>();
  readonly muted = new Set<string>();
  readonly blocked = new Set<string>();
  readonly messagesRefused = new Set<string>();
  readonly account: XUser;
  private readonly now: () => number;
  private readonly tell: (event: XEvent) => void;
  private sequence = 0;

  constructor(options: { account: XUser; now: () => number; tell: (event: XEvent) => void }) {
    this.account = this.meet(options.account);
    this.now = options.now;
    this.tell = options.tell;
  }

  /** An id as X makes them: the time, then a count. Beyond 2^53. */
  nextId(): string {
    this.sequence += 1;
    const time = BigInt(Math.max(0, Math.floor(this.now()) - EPOCH_MS));
    return String((time << 22n) | BigInt(this.sequence % 4_194_304));
  }

  meet(user: XUser): XUser {
    const known = this.users.get(user.id) ?? user;
    this.users.set(known.id, known);
    return known;
  }

  /** The post that an id of any of its versions names, as long as it stands. */
  standing(id: string): XPost | null {
    const post = this.posts.get(id);
    return post === undefined || post.deleted ? null : post;
  }

  /** Every post that stands, each once, the newest first. */
  all(): XPost[] {
    return [...new Set(this.posts.values())]
      .filter(({ deleted }) => !deleted)
      .sort((a, b) => b.createdAt - a.createdAt || (idOf(a) < idOf(b) ? 1 : -1));
  }

  write(written: Written): XPost {
    const id = this.nextId();
    const parent = written.parentId ? this.standing(written.parentId) : null;
    const before = parent === null ? '' : this.namesBefore(parent, written.author);
    const { text, links, pictures } = shortened(written, id);
    const post: XPost = {
      versions: [id],
      author: this.meet(written.author),
      text: before + text,
      shownFrom: before.length,
      ...{ links, pictures },
      conversationId: parent?.conversationId ?? id,
      parentId: parent === null ? null : idOf(parent),
      quoteOf: written.quoteOf ?? null,
      repostOf: written.repostOf ?? null,
      createdAt: this.now(),
      ...{ hidden: false, deleted: false },
    };
    this.posts.set(id, post);
    for (const type of this.eventsOf(post)) this.tell({ type, post, at: post.createdAt });
    return post;
  }

  /** A new version with a new id, of which nobody is told. */
  edit(post: XPost, text: string): string {
    const id = this.nextId();
    const made = shortened({ text, author: post.author }, id);
    post.text = post.text.slice(0, post.shownFrom) + made.text;
    post.links = made.links;
    post.versions.push(id);
    post.createdAt = this.now();
    this.posts.set(id, post);
    return id;
  }

  /** Only of the account's own posts is anybody told. */
  remove(post: XPost): void {
    post.deleted = true;
    if (post.author.id === this.account.id) this.tell({ type: 'post.delete', post, at: this.now() });
  }

  like(post: XPost, liker: XUser): void {
    this.likes.add(`${liker.id}:${idOf(post)}`);
    if (post.author.id === this.account.id || liker.id === this.account.id)
      this.tell({ type: 'like.create', post, by: this.meet(liker), at: this.now() });
  }

  message(from: XUser, to: XUser, text: string): XMessage {
    const message = {
      id: this.nextId(),
      from: this.meet(from),
      to: this.meet(to),
      text,
      createdAt: this.now(),
    };
    this.messages.push(message);
    const type = from.id === this.account.id ? 'dm.sent' : 'dm.received';
    this.tell({ type, message, at: message.createdAt });
    return message;
  }

  /** Whom a text names, beyond what X has put before it. */
  namedIn({ text, shownFrom }: XPost): XUser[] {
    const handles = [...text.slice(shownFrom).matchAll(HANDLE)].map(([, handle = '']) =>
      handle.toLowerCase(),
    );
    return [...this.users.values()].filter(({ username }) => handles.includes(username.toLowerCase()));
  }

  quotesAccount({ quoteOf }: XPost): boolean {
    return quoteOf !== null && this.posts.get(quoteOf)?.author.id === this.account.id;
  }

  /** Direct answers only are told of, and mentions by hand (platforms.md 5.3). */
  private eventsOf(post: XPost): string[] {
    if (post.author.protected === true) return [];
    if (post.author.id === this.account.id) return ['post.create'];
    const isOurs = (id: string | null): boolean =>
      id !== null && this.posts.get(id)?.author.id === this.account.id;
    return [
      ...(isOurs(post.parentId) ? ['post.reply.create'] : []),
      ...(this.namedIn(post).some(({ id }) => id === this.account.id) ? ['post.mention.create'] : []),
      ...(isOurs(post.quoteOf) ? ['post.quote.create'] : []),
      ...(isOurs(post.repostOf) ? ['post.repost.create'] : []),
    ];
  }

  /** A reply begins with everybody whom it answers. */
  private namesBefore(parent: XPost, author: XUser): string {
    const before = [...parent.text.slice(0, parent.shownFrom).matchAll(HANDLE)].map(
      ([, handle = '']) => handle,
    );
    const names = new Set([parent.author.username, ...before]);
    names.delete(author.username);
    return [...names].map((name) => `@${name} `).join('');
  }
}

/** Ten signs that are the same for the same address under the same post. */
const shortLink = (address: string, id: string): string =>
  `https://t.co/${createHash('sha256').update(`${id} ${address}`).digest('hex').slice(0, 10)}`;

function shortened({ text, picture }: Pick<Written, 'text' | 'picture' | 'author'>, id: string) {
  const links: XLink[] = [];
  const short = text.replace(ADDRESS, (target) => {
    const url = shortLink(target, id);
    links.push({ url, target });
    return url;
  });
  if (!picture) return { text: short, links, pictures: [] };
  const link = shortLink(picture.url, id);
  const made: XPicture = { key: `3_${id}`, url: picture.url, link, alt: picture.alt ?? null };
  return { text: `${short} ${link}`.trim(), links, pictures: [made] };
}
