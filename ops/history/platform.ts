/** The platform of a history: it reads as Facebook's webhooks, does at once what is asked, and is called by nobody. */
import { facebook } from '../../connectors/facebook/connector.ts';
import type { ActionsConnector, Connector, Outcome } from '../../core/actions/connector.ts';
import { digits } from '../simulator/random.ts';

/** What the page wrote from here, as its webhook will tell of it. */
export interface WrittenHere {
  readonly itemExternalId: string;
  readonly replyId: string;
  readonly text: string;
  readonly at: number;
}

export function historyPlatform(now: () => Date, onReply: (reply: WrittenHere) => void): Connector {
  const done = async (): Promise<Outcome> => ({ state: 'done', remoteId: null, at: now() });
  const actions: ActionsConnector = {
    platform: 'facebook',
    capabilities: facebook.actions.capabilities,
    async reply(_access, { externalId, postId }, text) {
      const at = now().getTime();
      const replyId = digits(`reply to ${externalId} at ${at}`);
      onReply({ itemExternalId: externalId, replyId, text, at });
      return { state: 'done', remoteId: `${(postId ?? '').split('_')[1]}_${replyId}`, at: new Date(at) };
    },
    findReply: async () => ({ state: 'retry', cause: 'gone', afterMs: null }),
    hide: done,
    unhide: done,
    delete: done,
    ban: done,
    like: done,
  };
  return { ...facebook, actions };
}
