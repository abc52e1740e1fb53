import type { Connector } from '../../core/actions/connector.ts';
import { actions } from './actions.ts';
import { connect } from './connect.ts';
import { reader } from './delivery.ts';
import { fetchNode } from './fetch-node.ts';
import { list } from './list.ts';
import { DEFAULT_API_BASE } from './rest.ts';
import { webhook } from './webhook.ts';

/** LinkedIn's organisation pages: comments and mentions by webhook, actions by the Community Management API. */
export const linkedin: Connector = {
  platform: 'linkedin',
  defaultApiBase: DEFAULT_API_BASE,
  reader,
  webhook,
  poll: null,
  actions,
  backfill: { platform: 'linkedin', fetchNode, list, connect },
};
