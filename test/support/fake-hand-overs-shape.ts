/** What the fake holds of hand-overs. */
import type {
  BoardRouteShape,
  HandOverRouteRequest,
  HandOverShape,
} from '../../core/records/hand-over.contract.ts';

export interface FakeHandOvers {
  mode: 'ok' | 'empty' | 'failing' | 'slow';
  readonly boards: BoardRouteShape[];
  readonly handOvers: HandOverShape[];
  /** How the next trial ends. */
  trial: Pick<HandOverShape, 'state' | 'cause' | 'shown'>;
  readonly saved: HandOverRouteRequest[];
  readonly bulks: { itemIds: string[]; dryRun: boolean }[];
}
