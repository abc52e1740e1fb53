import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { DEFAULT_API_BASE } from './api.ts';
import { backfill } from './backfill.ts';
import { poll } from './poll.ts';
import { reader } from './reader.ts';

/** An account of the AT protocol, named by its DID, on whatever server holds it: looked at, since nothing is pushed. */
export const bluesky: Connector = {
  platform: 'bluesky',
  defaultApiBase: DEFAULT_API_BASE,
  anyServer: true,
  reader,
  webhook: null,
  poll,
  actions,
  backfill,
};
