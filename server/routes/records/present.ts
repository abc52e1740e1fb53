/** From stored hand-overs and routes to the shapes of the contract. Nothing that is sealed passes here. */
import type { BoardRouteShape, HandOverShape } from '../../../core/records/hand-over.contract.ts';
import { OPEN_HAND_OVERS } from '../../../core/records/hand-over.ts';
import type { HandOver, StoredRoute } from '../../../core/records/hand-overs.store.ts';

const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;
const OPEN: ReadonlySet<string> = new Set(OPEN_HAND_OVERS);

export function presentHandOver(row: HandOver): HandOverShape {
  const { receipt } = row;
  return {
    id: row._id,
    itemId: row.itemId,
    captureId: row.captureId,
    board: row.board,
    kind: row.kind,
    isTest: row.isTest,
    state: row.state,
    requestedAt: row.requestedAt.toISOString(),
    cause: row.cause,
    shown: row.shown,
    tries: row.tries.map(({ number, name, startedAt, endedAt, outcome, cause }) => ({
      number,
      name,
      startedAt: startedAt.toISOString(),
      endedAt: isoOrNull(endedAt),
      outcome,
      cause,
    })),
    receipt: receipt && {
      state: receipt.state,
      reference: receipt.reference,
      reason: receipt.reason,
      at: receipt.at.toISOString(),
      source: receipt.source,
    },
    nextTryAt: OPEN.has(row.state) ? row.notBefore.toISOString() : null,
  };
}

export function presentRoute(
  route: StoredRoute,
  lastTest: HandOver | null,
): NonNullable<BoardRouteShape['route']> {
  const { _id, settings, formats, internal, language, sealedSecret, updatedAt } = route;
  return {
    id: _id,
    settings: { ...settings },
    formats: [...formats],
    internal,
    language,
    hasSecret: sealedSecret !== null,
    updatedAt: updatedAt.toISOString(),
    lastTest: lastTest && presentHandOver(lastTest),
  };
}
