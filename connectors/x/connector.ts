import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { DEFAULT_API_BASE } from './api.ts';
import { backfill } from './backfill.ts';
import { poll } from './poll.ts';
import { reader } from './reader.ts';
import { webhook } from './webhook.ts';

/** X: posts, replies and messages by webhook, deeper replies by a look at the mentions, actions by version 2 of the API. */
export const x: Connector = {
  platform: 'x',
  defaultApiBase: DEFAULT_API_BASE,
  reader,
  webhook,
  poll,
  actions,
  backfill,
};
