/** The layers at which webhooks are switched on: the app's, with its handshake, and the page's (platforms.md 1.1). */
import { randomInt } from 'node:crypto';
import { isOwnUrl } from '../loopback.ts';
import { demand, type Keys } from './access.ts';
import { type Handler, listParam } from './call.ts';
import { GraphError, gone, invalid } from './errors.ts';
import type { FacebookPage } from './page.ts';

const FIELDS = new Set(
  'feed mention ratings conversations messages message_echoes message_edits message_reactions message_reads message_deliveries messaging_postbacks messaging_optins messaging_referrals messaging_handovers messaging_policy_enforcement standby inbox_labels live_videos videos follow story_share user_action'.split(
    ' ',
  ),
);

/** Asks the callback to prove that it is ours: the challenge must come back byte for byte. */
export async function handshake(callback: string, verifyToken: string): Promise<boolean> {
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
  const address = new URL(callback);
  address.searchParams.set('hub.mode', 'subscribe');
  address.searchParams.set('hub.challenge', challenge);
  address.searchParams.set('hub.verify_token', verifyToken);
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    return answer.status === 200 && (await answer.text()) === challenge;
  } catch {
    return false;
  }
}

export interface Callback {
  url: string;
  fields: string[];
}

export function subscriptionHandlers(
  page: FacebookPage,
  keys: Keys,
  callback: { now: Callback; verified: (url: string) => void },
): Readonly<Record<string, Handler>> {
  const { state } = page;
  const app = { category: 'Business', link: 'https://uppsikt.example', name: 'Uppsikt', id: keys.appId };

  const onPage = (id: string): void => {
    if (id !== state.page.id) throw gone(id);
  };
  const asApp: Handler = (call, caller) => {
    if (call.id !== keys.appId) throw gone(call.id);
    if (caller !== 'app')
      throw new GraphError('(#15) This method must be called with an app access_token.', { code: 15 });
  };

  return {
    'POST /subscribed_apps': (call, caller) => {
      onPage(call.id);
      demand(caller, keys, 'pages_manage_metadata');
      const fields = listParam(call.params.get('subscribed_fields'));
      if (fields.length === 0) throw invalid('The parameter subscribed_fields is required.');
      const bad = fields.find((field) => !FIELDS.has(field));
      if (bad !== undefined)
        throw invalid(`Param subscribed_fields[0] must be one of {${[...FIELDS].join(', ')}}`);
      // What is not named this time is switched off.
      state.subscribedFields = [...new Set(fields)];
      page.touch();
      return { success: true };
    },
    'GET /subscribed_apps': (call, caller) => {
      onPage(call.id);
      demand(caller, keys, 'pages_manage_metadata');
      const subscribed = state.subscribedFields.length > 0;
      return { data: subscribed ? [{ ...app, subscribed_fields: state.subscribedFields }] : [] };
    },
    'DELETE /subscribed_apps': (call, caller) => {
      onPage(call.id);
      demand(caller, keys, 'pages_manage_metadata');
      state.subscribedFields = [];
      page.touch();
      return { success: true };
    },
    'POST /subscriptions': async (call, caller) => {
      asApp(call, caller);
      const url = call.params.get('callback_url') ?? '';
      const token = call.params.get('verify_token') ?? '';
      if (call.params.get('object') !== 'page') throw invalid('Param object must be page');
      const failed = (why: string): GraphError =>
        new GraphError(`(#2200) Callback verification failed: ${why}`, { code: 2200 });
      if (!isOwnUrl(url)) throw failed('this simulator speaks to this machine only');
      if (!(await handshake(url, token))) throw failed('the challenge did not come back');
      callback.now = { url, fields: listParam(call.params.get('fields')) };
      callback.verified(url);
      return { success: true };
    },
    'GET /subscriptions': (call, caller) => {
      asApp(call, caller);
      const fields = callback.now.fields.map((name) => ({ name, version: 'v26.0' }));
      return { data: [{ object: 'page', callback_url: callback.now.url, active: true, fields }] };
    },
    'DELETE /subscriptions': (call, caller) => {
      asApp(call, caller);
      callback.now.fields = [];
      return { success: true };
    },
  };
}
