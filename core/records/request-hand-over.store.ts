/**
 * Asks for the hand-over of an item's newest capture to the register of its board: row and event together. Of what
 * nobody has captured yet a capture is asked for with it.
 */

import { askedForId, askedForRow, CAPTURE_ROWS, captureRowById } from '../evidence/capture-rows.store.ts';
import { recordNewEvents } from '../inbox/change-item.store.ts';
import type { Item } from '../inbox/item.ts';
import type { ClientSession, Db } from '../kernel/db.ts';
import { requestRows } from '../kernel/job-rows.ts';
import type { RowRef } from '../kernel/queue/jobs.ts';
import type { Actor } from '../kernel/roles.ts';
import { ENDED_IN_VAIN } from './hand-over.ts';
import { requested } from './hand-over-commands.ts';
import { handOverId, routeId } from './hand-over-ids.ts';
import {
  HAND_OVER_ROWS,
  type HandOver,
  handOversOfCapture,
  routeById,
  type StoredRoute,
} from './hand-overs.store.ts';
import { mayBeSecretItem } from './secret.ts';

/** Nothing has been tried yet. */
const NEW = { state: 'queued', tries: [], cause: null, shown: null, receipt: null } as const;

/** Why an item cannot be handed over. */
export const HAND_OVER_REFUSALS = ['no-capture', 'no-route', 'secret-not-allowed', 'already'] as const;
export type HandOverRefusal = (typeof HAND_OVER_REFUSALS)[number];

interface Asked {
  readonly actor: Actor;
  readonly now: Date;
  readonly session: ClientSession;
}

export type Requested =
  | { readonly refusal: HandOverRefusal; readonly existing: HandOver | null }
  | {
      readonly refusal: null;
      readonly handOver: HandOver;
      readonly item: Item;
      readonly hints: RowRef[];
      /** Of what had to be captured first. */
      readonly captureHints: RowRef[];
    };

function refusalOf(item: Item, route: StoredRoute | null): HandOverRefusal | null {
  if (route === null) return 'no-route';
  return !route.internal && mayBeSecretItem(item) ? 'secret-not-allowed' : null;
}

/** What would become of the request; nothing is written. */
async function looked(db: Db, item: Item, session: ClientSession) {
  const { tenantId, board } = item;
  const route = await routeById(db, { tenantId, id: routeId(tenantId, board) }, session);
  const captureId = item.captures.at(-1)?.id ?? askedForId(item);
  const isSealed = item.captures.length > 0;
  const asked = isSealed ? null : await captureRowById(db, { tenantId, id: captureId }, session);
  // It was asked for before, and no record could be sealed.
  const refusal = asked?.state === 'failed' ? 'no-capture' : refusalOf(item, route);
  if (refusal !== null || route === null)
    return { refusal: refusal ?? ('no-route' as const), existing: null };
  const before = await handOversOfCapture(db, { tenantId, captureId, board }, session);
  const existing = before.find(({ state }) => !ENDED_IN_VAIN.has(state)) ?? null;
  if (existing !== null) return { refusal: 'already' as const, existing };
  return { refusal: null, route, captureId, isSealed, ordinal: before.length };
}

/** Why the item would be refused; null: it would be handed over. */
export const handOverRefusal = async (
  db: Db,
  item: Item,
  session: ClientSession,
): Promise<HandOverRefusal | null> => (await looked(db, item, session)).refusal;

/** The item as read in this transaction. The same capture again, while nothing came to nothing, is `already`. */
export async function requestHandOver(db: Db, item: Item, asked: Asked): Promise<Requested> {
  const { actor, now, session } = asked;
  const found = await looked(db, item, session);
  if (found.refusal !== null) return found;
  const { tenantId, board, accountId } = item;
  const { route, captureId, isSealed, ordinal } = found;
  const row = {
    _id: handOverId({ tenantId, captureId, board }, ordinal),
    tenantId,
    routeId: route._id,
    board,
    kind: route.kind,
    isTest: false,
    accountId,
    itemId: item._id,
    captureId,
    ...NEW,
    actor,
    requestedAt: now,
  } as const;
  const hints = await requestRows(db, HAND_OVER_ROWS, { rows: [row], session, now });
  const wanted = isSealed ? [] : [askedForRow(item, { handOverId: row._id, actor, at: now })];
  const captureHints = await requestRows(db, CAPTURE_ROWS, { rows: wanted, session, now });
  const after = await recordNewEvents(db, item, { newEvents: [requested(row)], actor, at: now, session });
  const handOver = { ...row, notBefore: now, attempts: 0, lease: null };
  return { refusal: null, handOver, item: after, hints, captureHints };
}

/** A trial of a route: the same way, with a package that says on every page that it is a trial. */
export async function requestTest(
  db: Db,
  route: StoredRoute,
  asked: Asked & { readonly id: string },
): Promise<{ handOver: HandOver; hints: RowRef[] }> {
  const { id, actor, now, session } = asked;
  const { tenantId, _id, board, kind } = route;
  const row = {
    _id: id,
    tenantId,
    routeId: _id,
    board,
    kind,
    isTest: true,
    accountId: null,
    itemId: null,
    captureId: null,
    ...NEW,
    actor,
    requestedAt: now,
  } as const;
  const hints = await requestRows(db, HAND_OVER_ROWS, { rows: [row], session, now });
  return { handOver: { ...row, notBefore: now, attempts: 0, lease: null }, hints };
}
