import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { backfill } from './backfill.ts';
import { DEFAULT_API_BASE, FACEBOOK_API_BASE } from './graph.ts';
import { reader, webhook } from './webhook.ts';

/** Instagram's professional accounts, of either login: comments and messages by webhook, actions by Graph API. */
export const instagram: Connector = {
  platform: 'instagram',
  defaultApiBase: DEFAULT_API_BASE,
  otherApiBases: [FACEBOOK_API_BASE],
  reader,
  webhook,
  poll: null,
  actions,
  backfill,
};
