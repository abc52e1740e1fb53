/** Nodes as the Graph API shows them: only the fields asked for, an unknown one is an error. */
import type { Person, SimNode } from '../types.ts';
import type { Caller } from './access.ts';
import { GraphError } from './errors.ts';
import { graphTime } from './feed.ts';
import type { FacebookPage } from './page.ts';

/** `id,from{id,name},comments.summary(true).limit(0)` -> id, from, comments. Nested choices are not narrowed. */
export function fieldNames(fields: string): string[] {
  const flat = fields.replace(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '').replace(/\([^()]*\)/g, '');
  return flat
    .split(',')
    .map((name) => name.trim().split('.')[0] ?? '')
    .filter((name) => name !== '');
}

type View = Readonly<Record<string, () => unknown>>;

function shown(
  view: View,
  fields: string | null,
  { defaults, kind }: { defaults: string; kind: string },
): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name of new Set(['id', ...fieldNames(fields ?? defaults)])) {
    const value = view[name];
    if (!value) {
      const message = `(#100) Tried accessing nonexisting field (${name}) on node type (${kind})`;
      throw new GraphError(message, { code: 100 });
    }
    const got = value();
    if (got !== undefined) out[name] = got;
  }
  return out;
}

const none = (): undefined => undefined;

function attachment(node: SimNode, url: string): object | undefined {
  if (!node.picture) return undefined;
  const media = { image: { height: 720, src: node.picture, width: 960 } };
  return { media, target: { id: node.id, url }, type: 'photo', url };
}

const summary = (count: number): object => ({ data: [], summary: { total_count: count, can_comment: true } });

/** A post or a comment. `from` is left out where the platform would. */
export function nodeView(
  stored: SimNode,
  page: FacebookPage,
  fields: string | null,
): Record<string, unknown> {
  const { state } = page;
  const node = page.shown(stored);
  const from = (): Person | undefined =>
    page.faults.dropFrom && !node.own ? undefined : (node.from ?? undefined);
  const common: View = {
    id: () => node.id,
    message: () => (node.text === '' && node.kind === 'post' ? undefined : node.text),
    created_time: () => graphTime(node.createdAt),
    from,
    is_hidden: () => node.hidden,
    permalink_url: () => page.permalink(node),
    message_tags: none,
    likes: () => summary(node.likedByPage ? 1 : 0),
    reactions: () => summary(node.likedByPage ? 1 : 0),
    comments: () => summary(state.comments(node.id, node.kind === 'post').length),
    can_comment: () => true,
  };
  if (node.kind === 'post') {
    const view: View = {
      ...common,
      updated_time: () => graphTime(node.editedAt ?? node.createdAt),
      status_type: () => (node.picture ? 'added_photos' : 'mobile_status_update'),
      full_picture: () => node.picture ?? undefined,
      attachments: () => (node.picture ? { data: [attachment(node, page.permalink(node))] } : undefined),
      shares: none,
      story: none,
      is_published: () => true,
      parent_id: none,
    };
    return shown(view, fields, { defaults: 'created_time,message,id', kind: 'PagePost' });
  }
  const parent = node.parentId === node.postId ? null : state.nodes.get(node.parentId ?? '');
  const view: View = {
    ...common,
    parent: () => (parent ? nodeView(parent, page, 'id,created_time,from,message') : undefined),
    object: () => ({ id: node.postId }),
    attachment: () => attachment(node, page.permalink(node)),
    can_hide: () => !node.own,
    can_remove: () => true,
    can_like: () => true,
    can_reply_privately: () => !node.own,
    user_likes: () => node.likedByPage,
    like_count: () => (node.likedByPage ? 1 : 0),
    comment_count: () => state.comments(node.id).length,
    is_private: () => false,
  };
  return shown(view, fields, { defaults: 'created_time,from,message,id', kind: 'Comment' });
}

export function pageView(page: Person, fields: string | null): Record<string, unknown> {
  const view: View = {
    id: () => page.id,
    name: () => page.name,
    link: () => `https://www.facebook.com/${page.id}`,
    username: none,
    category: () => 'Government organization',
    about: none,
    fan_count: () => 4211,
    followers_count: () => 4380,
    is_published: () => true,
    tasks: () => ['MODERATE', 'CREATE_CONTENT', 'MESSAGING', 'ANALYZE'],
  };
  return shown(view, fields, { defaults: 'name,id', kind: 'Page' });
}

export function userView(caller: Caller, fields: string | null): Record<string, unknown> {
  if (caller === 'app')
    throw new GraphError('An active access token must be used to query information about the current user.', {
      code: 2500,
    });
  const view: View = { id: () => '300000000000001', name: () => 'Sidans Administratör', email: none };
  return shown(view, fields, { defaults: 'name,id', kind: 'User' });
}
