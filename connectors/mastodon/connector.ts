import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { DEFAULT_API_BASE } from './api.ts';
import { backfill } from './backfill.ts';
import { poll } from './poll.ts';
import { reader } from './reader.ts';

/** An account on any Mastodon server: looked at, since no server pushes to an account. */
export const mastodon: Connector = {
  platform: 'mastodon',
  defaultApiBase: DEFAULT_API_BASE,
  anyServer: true,
  reader,
  webhook: null,
  poll,
  actions,
  backfill,
};
