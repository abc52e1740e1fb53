import type { Delivery } from '../../core/inbox/deliveries.store.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Batch, BatchChange, BatchUnknown } from './batch.ts';

/** Changes in one transaction. */
const MAX_CHANGES = 300;
/** A text of this length, in UTF-16 units, weighs as much as a change more. */
const WEIGHING_LENGTH = 8000;

/** What stands in one part of one delivery. */
interface Piece {
  readonly delivery: Delivery;
  readonly changes: BatchChange[];
  readonly unknown: BatchUnknown[];
  /** Whether the delivery ends with it. */
  isLast: boolean;
  weight: number;
}

const newPiece = (delivery: Delivery): Piece => ({
  delivery,
  changes: [],
  unknown: [],
  isLast: false,
  weight: 0,
});

const weightOf = ({ change }: BatchChange): number =>
  1 + ('text' in change ? Math.floor(change.text.length / WEIGHING_LENGTH) : 0);

/** One delivery in pieces that are no heavier than `most`, unless a single change is. */
function piecesOf(
  delivery: Delivery,
  content: { readonly changes: readonly BatchChange[]; readonly unknown: readonly BatchUnknown[] },
  most: number,
): Piece[] {
  let current = newPiece(delivery);
  const pieces = [current];
  const room = (weight: number): Piece => {
    if (current.weight > 0 && current.weight + weight > most) {
      current = newPiece(delivery);
      pieces.push(current);
    }
    current.weight += weight;
    return current;
  };
  for (const change of content.changes) room(weightOf(change)).changes.push(change);
  for (const unread of content.unknown) room(1).unknown.push(unread);
  current.isLast = true;
  return pieces;
}

/**
 * The batch in parts that weigh at most `most`, in order. A delivery ends with the part that holds its last change: read
 * again after a crash in between, what was stored already changes nothing.
 */
export function partsOf(batch: Batch, most: number): Batch[] {
  const changes = Map.groupBy(batch.changes, ({ delivery }) => delivery._id);
  const unknown = Map.groupBy(batch.unknown, ({ delivery }) => delivery._id);
  const parts: { pieces: Piece[]; weight: number }[] = [];
  for (const delivery of batch.deliveries) {
    const { _id } = delivery;
    const content = { changes: changes.get(_id) ?? [], unknown: unknown.get(_id) ?? [] };
    for (const piece of piecesOf(delivery, content, most)) {
      const last = parts.at(-1);
      if (last === undefined || last.weight + piece.weight > most)
        parts.push({ pieces: [piece], weight: piece.weight });
      else {
        last.pieces.push(piece);
        last.weight += piece.weight;
      }
    }
  }
  return parts.map(({ pieces }) => ({
    deliveries: pieces.filter(({ isLast }) => isLast).map(({ delivery }) => delivery),
    changes: pieces.flatMap((piece) => piece.changes),
    unknown: pieces.flatMap((piece) => piece.unknown),
    waitingFor: batch.waitingFor,
  }));
}

export const split = (_deps: WorkerDeps, { batch }: { readonly batch: Batch }) => ({
  parts: partsOf(batch, MAX_CHANGES),
});
