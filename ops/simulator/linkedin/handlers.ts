/** What each documented path answers (platforms.md 3.2, 3.4, 3.5). */
import type { Request } from 'express';
import type { CallType } from '../types.ts';
import { badRequest, conflict, denied, notFound } from './errors.ts';
import type { Scope, Switches } from './gate.ts';
import type { LinkedInWorld, Notification, SimComment, SimPost } from './world.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly createdId?: string;
}

export interface Handler {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly scope: Scope;
  /** Of a write: what it is called in the record of writes, and what it is aimed at. */
  readonly write?: CallType;
  target?(req: Request): string;
  answer(req: Request): Answer;
}

export interface Served {
  readonly world: LinkedInWorld;
  readonly switches: Switches;
  /** The member whose token it is. */
  readonly member: string;
  readonly name: string;
  /** By their keys. */
  readonly subscriptions: Map<string, { webhook: string; expiresAt: number }>;
}

const LONGEST_COMMENT = 1250;

const parameter = (req: Request, name: string): string => String(req.params[name] ?? '');
const query = (req: Request, name: string): string => String(req.query[name] ?? '');
const fieldOf = (req: Request, name: string): unknown =>
  (req.body as Record<string, unknown> | undefined)?.[name];

function paged<T>(req: Request, all: readonly T[], present: (item: T) => unknown = (item) => item): Answer {
  const start = Number(query(req, 'start') || 0);
  const count = Math.min(Number(query(req, 'count') || 10), 100);
  const elements = all.slice(start, start + count).map(present);
  return { status: 200, body: { paging: { start, count, links: [], total: all.length }, elements } };
}

function elementOf(world: LinkedInWorld, comment: SimComment) {
  const replies = world.under(comment.post, comment).length;
  return {
    actor: comment.actor,
    commentUrn: comment.urn,
    id: comment.id,
    object: comment.post.activity,
    ...(comment.parent !== null && { parentComment: comment.parent.urn }),
    message: { attributes: [], text: comment.text },
    created: { actor: comment.actor, time: comment.createdAt },
    lastModified: { actor: comment.actor, time: comment.modifiedAt },
    ...(replies > 0 && {
      commentsSummary: {
        totalFirstLevelComments: replies,
        aggregatedTotalComments: replies,
        selectedComments: [],
      },
    }),
    ...(replies === 0 && { commentsSummary: { totalFirstLevelComments: 0, aggregatedTotalComments: 0 } }),
  };
}

const postAnswer = (post: SimPost) => ({
  id: post.share,
  author: post.author,
  commentary: post.text,
  createdAt: post.createdAt,
  publishedAt: post.createdAt,
  lifecycleState: 'PUBLISHED',
  visibility: 'PUBLIC',
});

/** A post or a comment, by any of its names. @throws LinkedInError */
function thread({ world }: Served, urn: string): { post: SimPost; parent: SimComment | null } {
  const post = world.postNamed(urn);
  if (post !== null) return { post, parent: null };
  const parent = world.standing(urn);
  if (parent === null) throw notFound();
  return { post: parent.post, parent };
}

function commentAt(served: Served, req: Request): SimComment {
  const { post } = thread(served, parameter(req, 'urn'));
  const found = served.world.standing(`urn:li:comment:(${post.activity},${parameter(req, 'id')})`);
  if (found === null) throw notFound();
  return found;
}

function assertActor({ world }: Served, actor: unknown): void {
  if (actor !== world.organisation) throw denied('actor');
}

function create(served: Served, req: Request): Answer {
  const { post, parent } = thread(served, parameter(req, 'urn'));
  assertActor(served, fieldOf(req, 'actor'));
  const message = fieldOf(req, 'message') as { text?: unknown } | undefined;
  const text = message?.text;
  if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_COMMENT)
    throw badRequest('message.text is missing or too long');
  if (parent !== null && fieldOf(req, 'parentComment') !== parent.urn)
    throw badRequest('parentComment does not match the path');
  const made = served.world.comment({ post, parent, actor: served.world.organisation, text });
  return { status: 201, body: elementOf(served.world, made), createdId: made.id };
}

function remove(served: Served, req: Request): Answer {
  const comment = commentAt(served, req);
  assertActor(served, query(req, 'actor'));
  const isOwn = comment.actor === served.world.organisation;
  if (!isOwn && !served.switches.mayDeleteOthers) throw denied('partnerApiSocialActions.DELETE');
  served.world.remove(comment);
  return { status: 204 };
}

function react(served: Served, req: Request): Answer {
  assertActor(served, query(req, 'actor'));
  const { post, parent } = thread(served, String(fieldOf(req, 'root')));
  if (fieldOf(req, 'reactionType') !== 'LIKE') throw badRequest('reactionType');
  if (parent?.reactions.has(served.world.organisation)) throw conflict();
  served.world.react(parent ?? post, served.world.organisation);
  return {
    status: 201,
    createdId: `urn:li:reaction:(${served.world.organisation},${String(fieldOf(req, 'root'))})`,
  };
}

/** `List(A,B)` and `(start:1,end:2)`. */
const inside = (text: string): string => /^(?:List)?\((.*)\)$/u.exec(text)?.[1] ?? '';

function historyOf({ world }: Served, req: Request): Answer {
  if (query(req, 'q') !== 'criteria') throw badRequest('q');
  if (query(req, 'organizationalEntity') !== world.organisation) throw denied('organizationalEntity');
  const actions = new Set(inside(query(req, 'actions')).split(','));
  const range = new Map(
    inside(query(req, 'timeRange'))
      .split(',')
      .map((part) => part.split(':') as [string, string]),
  );
  const [from, to] = [Number(range.get('start') ?? 0), Number(range.get('end') ?? Infinity)];
  const isAsked = ({ action, lastModifiedAt }: Notification): boolean =>
    actions.has(String(action)) && Number(lastModifiedAt) >= from && Number(lastModifiedAt) <= to;
  return paged(req, world.history.filter(isAsked).toReversed());
}

const subscriptionKey = (req: Request): string => parameter(req, 'key');

export function handlers(served: Served): readonly Handler[] {
  const { world, subscriptions } = served;
  const comments = '/socialActions/:urn/comments';
  const admin = { scope: 'rw_organization_admin' } as const;
  const reads = { method: 'get', scope: 'r_organization_social_feed' } as const;
  const writes = { scope: 'w_organization_social_feed' } as const;
  const targetOf = (req: Request): string =>
    req.params.id === undefined
      ? parameter(req, 'urn')
      : `urn:li:comment:(${parameter(req, 'urn')},${parameter(req, 'id')})`;
  return [
    {
      ...{ ...reads, path: comments },
      answer(req) {
        const { post, parent } = thread(served, parameter(req, 'urn'));
        return paged(req, world.under(post, parent), (comment) => elementOf(world, comment));
      },
    },
    {
      ...{ ...reads, path: `${comments}/:id` },
      answer: (req) => ({ status: 200, body: elementOf(world, commentAt(served, req)) }),
    },
    {
      ...writes,
      method: 'post',
      path: comments,
      write: 'reply',
      target: targetOf,
      answer: (req) => create(served, req),
    },
    {
      ...{ ...writes, method: 'delete', path: `${comments}/:id`, write: 'delete', target: targetOf },
      answer: (req) => remove(served, req),
    },
    {
      ...{ ...writes, method: 'post', path: '/reactions', write: 'like' },
      target: (req) => String(fieldOf(req, 'root')),
      answer: (req) => react(served, req),
    },
    {
      ...{ method: 'get', path: '/posts', scope: 'r_organization_social' },
      answer: (req) =>
        paged(
          req,
          [...world.posts.values()].filter(({ author }) => author === query(req, 'author')),
          postAnswer,
        ),
    },
    {
      ...{ method: 'get', path: '/posts/:urn', scope: 'r_organization_social' },
      answer(req) {
        const post = world.posts.get(parameter(req, 'urn'));
        if (post === undefined) throw notFound();
        return { status: 200, body: postAnswer(post) };
      },
    },
    {
      ...{ method: 'get', path: '/activities', scope: 'r_organization_social' },
      answer(req) {
        const named = inside(query(req, 'ids')).split(',');
        const found = named.flatMap((urn) => {
          const post = world.postNamed(urn);
          return post === null ? [] : [[urn, { id: urn, domainEntity: post.share }] as const];
        });
        return { status: 200, body: { results: Object.fromEntries(found), statuses: {}, errors: {} } };
      },
    },
    {
      ...admin,
      method: 'get',
      path: '/organizationalEntityNotifications',
      answer: (req) => historyOf(served, req),
    },
    {
      ...{ ...admin, method: 'get', path: '/organizationAcls' },
      answer: (req) =>
        paged(req, [
          {
            organization: world.organisation,
            role: 'ADMINISTRATOR',
            state: 'APPROVED',
            roleAssignee: served.member,
          },
        ]),
    },
    {
      ...{ ...admin, method: 'get', path: '/organizations/:id' },
      answer: (req) => ({
        status: 200,
        body: { id: Number(parameter(req, 'id')), localizedName: served.name },
      }),
    },
    {
      ...{ ...admin, method: 'put', path: '/eventSubscriptions/:key' },
      answer(req) {
        const webhook = String(fieldOf(req, 'webhook'));
        subscriptions.set(subscriptionKey(req), { webhook, expiresAt: Date.now() + 60 * 86_400_000 });
        return { status: 204 };
      },
    },
    {
      ...{ ...admin, method: 'get', path: '/eventSubscriptions/:key' },
      answer(req) {
        const found = subscriptions.get(subscriptionKey(req));
        if (found === undefined) throw notFound();
        return { status: 200, body: found };
      },
    },
    {
      ...{ ...admin, method: 'delete', path: '/eventSubscriptions/:key' },
      answer(req) {
        if (!subscriptions.delete(subscriptionKey(req))) throw notFound();
        return { status: 204 };
      },
    },
    {
      ...{ ...admin, method: 'get', path: '/eventSubscriptions' },
      answer: (req) =>
        paged(req, [...subscriptions], ([key, value]) => ({
          ...value,
          subscriberAndEventType: key.includes(world.organisation)
            ? { entity: world.organisation, eventType: query(req, 'eventType') }
            : {},
        })),
    },
  ];
}
