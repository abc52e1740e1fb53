/** The page's posts and comments in memory. Ids are a function of seed and state, so a run can be repeated. */
import { digits } from './random.ts';
import { expectedOf } from './tally.ts';
import type { Call, Change, Expected, Person, SimNode } from './types.ts';

/** What the state file holds. */
export interface World {
  readonly version: 1;
  readonly page: Person;
  /** The seed used when none is named. */
  readonly salt: string;
  counter: number;
  readonly nodes: readonly SimNode[];
  readonly blocked: readonly Person[];
  /** Steps of scenarios that are done, and what their names stand for. */
  readonly played: readonly string[];
  readonly refs: Readonly<Record<string, string>>;
  /** Changes that no receiver has acknowledged yet. */
  readonly outbox: readonly Change[];
  readonly calls: readonly Call[];
  readonly subscribedFields: readonly string[];
}

export interface NewNode {
  readonly kind: 'post' | 'comment';
  readonly own: boolean;
  readonly from: Person | null;
  readonly text: string;
  readonly picture?: string | null;
  readonly parentId?: string | null;
  readonly createdAt: number;
  /** Asked for by a test; else derived. */
  readonly id?: string;
  readonly seed?: string;
}

/** More calls than this are not kept: the list is for tests and people, not an archive. */
const CALLS_KEPT = 10_000;

export class PageState {
  readonly page: Person;
  readonly salt: string;
  readonly nodes = new Map<string, SimNode>();
  readonly blocked = new Map<string, Person>();
  readonly played = new Set<string>();
  readonly refs = new Map<string, string>();
  readonly outbox = new Map<number, Change>();
  readonly calls: Call[] = [];
  subscribedFields: string[];
  private counter: number;

  constructor(world: World) {
    this.page = world.page;
    this.salt = world.salt;
    this.counter = world.counter;
    this.subscribedFields = [...world.subscribedFields];
    for (const node of world.nodes) this.nodes.set(node.id, node);
    for (const person of world.blocked) this.blocked.set(person.id, person);
    for (const step of world.played) this.played.add(step);
    for (const [ref, id] of Object.entries(world.refs)) this.refs.set(ref, id);
    for (const change of world.outbox) this.outbox.set(change.seq, change);
    this.calls.push(...world.calls);
  }

  static fresh(page: Person, salt: string): PageState {
    const none = {
      nodes: [],
      blocked: [],
      played: [],
      refs: {},
      outbox: [],
      calls: [],
      subscribedFields: [],
    };
    return new PageState({ version: 1, page, salt, counter: 0, ...none });
  }

  /** A number that grows by one and survives a restart. */
  next(): number {
    this.counter += 1;
    return this.counter;
  }

  /** Adds a post or comment. A parent that does not stand (any more) is null; an id in use is null too. */
  add(input: NewNode): SimNode | null {
    const parent = input.parentId == null ? null : this.standing(input.parentId);
    if (input.kind === 'comment' && !parent) return null;
    const id = input.id ?? this.freeId(input.kind, parent, input.seed ?? this.salt);
    if (this.nodes.has(id)) return null;
    const number = id.slice(id.indexOf('_') + 1);
    const node: SimNode = {
      id,
      kind: input.kind,
      own: input.own,
      from: input.from,
      text: input.text,
      picture: input.picture ?? null,
      parentId: parent?.id ?? null,
      postId: parent?.postId ?? id,
      prefix: input.picture ? digits(`${id}:picture`) : number,
      createdAt: input.createdAt,
      editedAt: null,
      hidden: false,
      deleted: false,
      likedByPage: false,
      told: { added: false, removed: false, texts: [] },
    };
    this.nodes.set(id, node);
    return node;
  }

  /** The node, unless it or something it stands under was deleted. */
  standing(id: string): SimNode | null {
    let node = this.nodes.get(id);
    const found = node ?? null;
    for (let depth = 0; node && depth < 100; depth++) {
      if (node.deleted) return null;
      node = node.parentId === null ? undefined : this.nodes.get(node.parentId);
    }
    return found;
  }

  /** Page's own posts that stand, oldest first. */
  ownPosts(): SimNode[] {
    return [...this.nodes.values()].filter((node) => node.kind === 'post' && node.own && !node.deleted);
  }

  /** Comments that stand under a post (`deep`: at every depth) or a comment, in the order they were written. */
  comments(id: string, deep = false): SimNode[] {
    const under = (node: SimNode): boolean => node.parentId === id || (deep && node.postId === id);
    const all = [...this.nodes.values()];
    return all.filter((node) => node.kind === 'comment' && under(node) && this.standing(node.id) !== null);
  }

  addCall(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > CALLS_KEPT) this.calls.splice(0, this.calls.length - CALLS_KEPT);
  }

  expected(): Expected {
    return expectedOf(this.nodes.values());
  }

  toWorld(): World {
    return {
      version: 1,
      page: this.page,
      salt: this.salt,
      counter: this.counter,
      nodes: [...this.nodes.values()],
      blocked: [...this.blocked.values()],
      played: [...this.played],
      refs: Object.fromEntries(this.refs),
      outbox: [...this.outbox.values()],
      calls: this.calls,
      subscribedFields: this.subscribedFields,
    };
  }

  private freeId(kind: SimNode['kind'], parent: SimNode | null, seed: string): string {
    const first = kind === 'post' ? this.page.id : (this.nodes.get(parent?.postId ?? '')?.prefix ?? '');
    for (let attempt = 0; attempt < 1000; attempt++) {
      const id = `${first}_${digits(`${seed}:${this.page.id}:${this.next()}`)}`;
      if (!this.nodes.has(id)) return id;
    }
    throw new Error('no free id after 1000 attempts');
  }
}
