/** The ids of hand-overs and routes: derived, so that the same request twice is one row. */
import { derivedId } from '../kernel/ids.ts';

/** The hand-over of one capture to one board; `ordinal` counts those that came to nothing before. */
export const handOverId = (
  key: { tenantId: string; captureId: string; board: string },
  ordinal: number,
): string => derivedId(key.tenantId, 'hand-over', key.captureId, key.board, String(ordinal));

export const routeId = (tenantId: string, board: string): string =>
  derivedId(tenantId, 'hand-over-route', board);
