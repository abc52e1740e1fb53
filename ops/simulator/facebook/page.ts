/** What can happen on the page, by whomever: the state changes and a webhook tells of it. */
import { HOUR_MS } from '../../../core/deadlines/civil.ts';
import type { Faults } from '../faults.ts';
import { madeName } from '../made-picture.ts';
import type { Keeper } from '../persist.ts';
import { digits } from '../random.ts';
import type { NewNode, PageState } from '../state.ts';
import { recordAnnounced } from '../tally.ts';
import type { Change, Person, SimNode, Verb } from '../types.ts';
import { feedValue, permalink, reactionValue } from './feed.ts';

/** Where the changes go: the webhook sender, or a list in a test. */
export interface Outlet {
  push(change: Change): Promise<boolean>;
}

export interface PageOptions {
  readonly keeper: Keeper;
  readonly faults: Faults;
  readonly now: () => number;
}

/** `acknowledged` is true once a receiver acknowledged the webhook. */
export interface SimulatedChange {
  readonly node: SimNode;
  readonly acknowledged: Promise<boolean>;
}

/** A person of this name: the same name is the same person, on this page. */
export function personNamed(name: string, pageId: string): Person {
  return { id: digits(`person:${pageId}:${name}`, 16), name };
}

export class FacebookPage {
  readonly state: PageState;
  readonly faults: Faults;
  readonly now: () => number;
  private readonly keeper: Keeper;
  /** The simulator's own address: its posts and the pictures made here stand below it. */
  base = '';
  private outlet: Outlet = { push: () => Promise.resolve(false) };

  constructor(options: PageOptions) {
    this.keeper = options.keeper;
    this.state = options.keeper.state;
    this.faults = options.faults;
    this.now = options.now;
  }

  /** The node as the platform shows it: with a picture's whole address. */
  shown(node: SimNode): SimNode {
    const made = madeName(node.picture);
    return made === null ? node : { ...node, picture: `${this.base}/_sim/pictures/${made}` };
  }

  /** Where the node is seen by everybody. Of a page that is not served, as on the platform itself. */
  permalink(node: SimNode): string {
    return permalink(node, this.site);
  }

  private get site(): string | undefined {
    return this.base === '' ? undefined : this.base;
  }

  connect(outlet: Outlet): void {
    this.outlet = outlet;
  }

  /** Sends again what no receiver has acknowledged, after a restart. */
  resume(): Promise<boolean>[] {
    return [...this.state.outbox.values()].map((change) => this.outlet.push(change));
  }

  onSent(change: Change): void {
    const node = this.state.nodes.get(change.nodeId);
    if (node) recordAnnounced(node, change);
    this.keeper.touch();
  }

  onAcknowledged(change: Change): void {
    this.state.outbox.delete(change.seq);
    this.keeper.touch();
  }

  /** Adds a post or a comment. null: what it stands under is gone, or the id is taken. */
  add(input: Omit<NewNode, 'createdAt'> & { createdAt?: number }, quiet = false): SimulatedChange | null {
    const node = this.state.add({ ...input, createdAt: input.createdAt ?? this.now() });
    if (!node) return null;
    this.keeper.touch();
    return quiet ? { node, acknowledged: Promise.resolve(true) } : this.tell(node, 'add');
  }

  /** The page has at least one post to comment on; one that no webhook tells of, as if it had always been there. */
  anyPost(): SimNode {
    const last = this.state.ownPosts().at(-1);
    if (last) return last;
    const text = 'Välkommen till kommunens sida! Här svarar vi på frågor vardagar klockan 8–16.';
    const own = { kind: 'post', own: true, from: this.state.page, text } as const;
    const made = this.add({ ...own, createdAt: this.now() - HOUR_MS }, true);
    if (!made) throw new Error('the page could not get a first post');
    return made.node;
  }

  edit(id: string, text: string): SimulatedChange | null {
    const node = this.state.standing(id);
    if (!node) return null;
    node.text = text;
    node.editedAt = this.now();
    return this.tell(node, 'edited');
  }

  /** `quiet`: no webhook tells of it. */
  remove(id: string, quiet = false): SimulatedChange | null {
    const node = this.state.standing(id);
    if (!node) return null;
    node.deleted = true;
    this.keeper.touch();
    if (quiet) return { node, acknowledged: Promise.resolve(true) };
    return this.tell(node, 'remove');
  }

  /** Hiding what is hidden already changes nothing and tells nothing. */
  setHidden(id: string, hidden: boolean): SimulatedChange | null {
    const node = this.state.standing(id);
    if (!node) return null;
    if (node.hidden === hidden) return { node, acknowledged: Promise.resolve(true) };
    node.hidden = hidden;
    return this.tell(node, hidden ? 'hide' : 'unhide');
  }

  react(id: string, from: Person, type: string): SimulatedChange | null {
    const node = this.state.standing(id);
    if (!node) return null;
    if (from.id === this.state.page.id) node.likedByPage = true;
    return this.send(node, 'react', reactionValue(node, { from, type, at: this.now() }));
  }

  block(person: Person, blocked: boolean): void {
    if (blocked) this.state.blocked.set(person.id, person);
    else this.state.blocked.delete(person.id);
    this.keeper.touch();
  }

  /** Says that the state changed outside of these methods. */
  touch(): void {
    this.keeper.touch();
  }

  private tell(node: SimNode, verb: Verb): SimulatedChange {
    const post = this.state.nodes.get(node.postId) ?? null;
    const { page } = this.state;
    const dropFrom = this.faults.dropFrom && !node.own;
    const context = { page, now: this.now(), dropFrom, post, site: this.site };
    const value = feedValue(this.shown(node), verb, context);
    if (verb === 'edited' && this.faults.dropEditedMessage) delete value.message;
    return this.send(node, verb, value);
  }

  private send(node: SimNode, verb: Verb, value: Readonly<Record<string, unknown>>): SimulatedChange {
    const told = verb === 'add' || (verb === 'edited' && !this.faults.dropEditedMessage);
    const text = told ? node.text : null;
    const change: Change = { seq: this.state.next(), nodeId: node.id, verb, text, value };
    this.state.outbox.set(change.seq, change);
    this.keeper.touch();
    return { node, acknowledged: this.outlet.push(change) };
  }
}
