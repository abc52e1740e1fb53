import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { backfill } from './backfill.ts';
import { DEFAULT_API_BASE } from './graph.ts';
import { reader, webhook } from './webhook.ts';

/** Facebook Pages: comments and visitor posts by webhook, actions by Graph API. */
export const facebook: Connector = {
  platform: 'facebook',
  defaultApiBase: DEFAULT_API_BASE,
  reader,
  webhook,
  poll: null,
  actions,
  backfill,
};
