import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { backfill } from './backfill.ts';
import { NO_CALLS } from './call.ts';
import { reader } from './reader.ts';
import { webhook } from './webhook.ts';

/** Anything of the municipality's own that can sign: the comment field under the news of its site (docs/generic.md). */
export const generic: Connector = {
  platform: 'generic',
  defaultApiBase: NO_CALLS,
  anyServer: true,
  reader,
  webhook,
  poll: null,
  actions,
  backfill,
};
