/** What a test or a person may say as a citizen, through `POST /_sim/comments`. */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type FacebookPage, personNamed, type SimulatedChange } from './facebook/page.ts';
import type { Person } from './types.ts';

/** How long an answer waits for the receiver to acknowledge; the webhook is sent on and on after that. */
const WAIT_MS = 5_000;

const CitizenComment = z.strictObject({
  text: z.string().max(20_000).default(''),
  /** A name is always the same person; null: the platform does not say who. */
  author: z
    .union([z.strictObject({ id: z.string().min(1), name: z.string() }), z.string().min(1), z.null()])
    .optional(),
  parentId: z.string().optional(),
  postId: z.string().optional(),
  /** The id it shall have; else derived. */
  externalId: z
    .string()
    .regex(/^[\w.:-]{1,100}$/)
    .optional(),
  /** When it was published: ISO 8601, or milliseconds since 1970. */
  at: z.union([z.iso.datetime({ offset: true }), z.number()]).optional(),
  kind: z.enum(['comment', 'post']).default('comment'),
  picture: z.url().optional(),
  wait: z.boolean().default(true),
});
export type CitizenInput = z.input<typeof CitizenComment>;

export interface Spoken {
  readonly id: string;
  readonly created_time: string;
  readonly acknowledged: boolean;
}

export class CitizenError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** false when the receiver has not answered in time. */
export async function acknowledged(change: Promise<boolean>, waitMs = WAIT_MS): Promise<boolean> {
  const late = new AbortController();
  const tooLate = pause(waitMs, false, { signal: late.signal }).catch(() => false);
  const result = await Promise.race([change, tooLate]);
  late.abort();
  return result;
}

function speaker(author: z.infer<typeof CitizenComment>['author'], page: FacebookPage): Person | null {
  if (author === null) return null;
  if (author === undefined) return personNamed('Kim Påhittad', page.state.page.id);
  return typeof author === 'string' ? personNamed(author, page.state.page.id) : author;
}

export async function speak(input: unknown, page: FacebookPage): Promise<Spoken> {
  const said = CitizenComment.parse(input);
  const from = speaker(said.author, page);
  if (from && page.state.blocked.has(from.id)) throw new CitizenError(403, 'the page has banned this person');
  if (said.text === '' && said.picture === undefined)
    throw new CitizenError(400, 'a comment needs text or a picture');
  const parentId = said.kind === 'post' ? null : (said.parentId ?? said.postId ?? page.anyPost().id);
  if (parentId !== null && !page.state.standing(parentId))
    throw new CitizenError(404, `nothing stands at ${parentId}`);
  const createdAt = said.at === undefined ? page.now() : new Date(said.at).getTime();
  const made = page.add({
    kind: said.kind,
    own: from?.id === page.state.page.id,
    from,
    text: said.text,
    picture: said.picture ?? null,
    parentId,
    createdAt,
    ...(said.externalId === undefined ? {} : { id: said.externalId }),
  });
  if (!made) throw new CitizenError(409, `the id ${said.externalId} is taken`);
  const done = said.wait && (await acknowledged(made.acknowledged));
  return { id: made.node.id, created_time: new Date(createdAt).toISOString(), acknowledged: done };
}

/** Answers for a change of a citizen: what became of it, or that it is gone. */
export async function changed(
  change: SimulatedChange | null,
): Promise<{ id: string; acknowledged: boolean }> {
  if (!change) throw new CitizenError(404, 'there is no such comment, or it was deleted');
  return { id: change.node.id, acknowledged: await acknowledged(change.acknowledged) };
}
