import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { backfill } from './backfill.ts';
import { DEFAULT_API_BASE } from './graph.ts';
import { reader, webhook } from './webhook.ts';

/** Threads: replies and mentions by webhook, actions by its own Graph API. */
export const threads: Connector = {
  platform: 'threads',
  defaultApiBase: DEFAULT_API_BASE,
  reader,
  webhook,
  poll: null,
  actions,
  backfill,
};
