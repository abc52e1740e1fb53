import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { DEFAULT_API_BASE } from './api.ts';
import { backfill } from './backfill.ts';
import { poll } from './poll.ts';
import { reader } from './reader.ts';
import { webhook } from './webhook.ts';

/** YouTube channels: comments by looking, videos by the hub, actions by the Data API. */
export const youtube: Connector = {
  platform: 'youtube',
  defaultApiBase: DEFAULT_API_BASE,
  reader,
  webhook,
  poll,
  actions,
  backfill,
};
