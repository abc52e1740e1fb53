/** The nouns of the simulated X. */
export interface XUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** Of whom no event is ever delivered. */
  readonly protected?: boolean;
}

export interface XLink {
  /** The t.co address that stands in the text. */
  readonly url: string;
  readonly target: string;
}

export interface XPicture {
  readonly key: string;
  readonly url: string;
  /** The t.co address that stands in the text. */
  readonly link: string;
  readonly alt: string | null;
}

export interface XPost {
  /** Every version's id, the first one first. The newest one is the post's own. */
  readonly versions: string[];
  readonly author: XUser;
  /** As X keeps it: the names it has put first, links through t.co, nothing escaped. */
  text: string;
  /** Where the part that is shown begins, in UTF-16 units. */
  shownFrom: number;
  links: readonly XLink[];
  readonly pictures: readonly XPicture[];
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly quoteOf: string | null;
  readonly repostOf: string | null;
  /** Epoch ms. */
  createdAt: number;
  hidden: boolean;
  deleted: boolean;
}

export interface XMessage {
  readonly id: string;
  readonly from: XUser;
  readonly to: XUser;
  readonly text: string;
  readonly createdAt: number;
}

/** What X tells of by itself; the name is the X Activity API's. */
export interface XEvent {
  readonly type: string;
  readonly post?: XPost;
  readonly message?: XMessage;
  readonly by?: XUser;
  readonly at: number;
}

export const idOf = (post: XPost): string => post.versions.at(-1) as string;
