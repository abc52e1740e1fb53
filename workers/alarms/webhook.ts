/** Incoming webhooks of Teams and Slack. The call goes to the host the municipality has set, by https, and nowhere else. */
import { request } from 'undici';
import { isLoopbackHost, isPublicName } from '../../core/kernel/guarded-fetch/address.ts';
import { BlockedAddress, createGuardedAgent } from '../../core/kernel/guarded-fetch/guarded-agent.ts';
import { ANSWER_CHARS, type Sent } from './deps.ts';
import type { Words } from './words.ts';

const CONNECT_MS = 5000;
const TOTAL_MS = 10_000;

/** The address, or null where it is not one we may call. `loopback`: tests listen on this machine, over http. */
export function webhookAddress(
  target: { readonly url: string; readonly host: string },
  allow: { readonly loopback: boolean },
): URL | null {
  if (!URL.canParse(target.url)) return null;
  const url = new URL(target.url);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (url.hostname !== target.host.toLowerCase()) return null;
  if (isLoopbackHost(url.hostname)) return allow.loopback ? url : null;
  return isPublicName(url.hostname) && url.protocol === 'https:' && url.port === '' ? url : null;
}

/** The message in the form that each of them reads. */
export function webhookBody(kind: 'teams' | 'slack', words: Words): object {
  if (kind === 'slack') {
    const escaped = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return { text: words.lines.map(({ text, link }) => `<${link}|${escaped(text)}>`).join('\n') };
  }
  const card = {
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: words.subject, weight: 'bolder', wrap: true },
      ...words.lines.map(({ text }) => ({ type: 'TextBlock', text, wrap: true })),
    ],
    actions: words.lines
      .slice(0, 6)
      .map(({ text, link }) => ({ type: 'Action.OpenUrl', title: text, url: link })),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

/** The first words of an answer; what follows is thrown away. */
async function beginning(body: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += chunk.toString('utf8');
    if (text.length >= ANSWER_CHARS) break;
  }
  return text.replaceAll(/\s+/gu, ' ').slice(0, ANSWER_CHARS);
}

/** Follows no redirect: undici's `request` does not, and a redirect counts as a refusal. */
export function createWebhookPoster(allow: { loopback: boolean }) {
  const dispatcher = createGuardedAgent(allow, { connectMs: CONNECT_MS, totalMs: TOTAL_MS });
  return {
    async post(target: { url: string; host: string }, body: object): Promise<Sent> {
      const url = webhookAddress(target, allow);
      if (url === null) return { state: 'refused', cause: 'address' };
      try {
        const answer = await request(url, {
          dispatcher,
          method: 'POST',
          signal: AbortSignal.timeout(TOTAL_MS),
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        const { statusCode } = answer;
        const words = await beginning(answer.body);
        const said = { answer: `${statusCode} ${words}`.trim() };
        if (statusCode >= 200 && statusCode < 300) return { state: 'sent', ...said };
        const later = statusCode === 429 || statusCode >= 500;
        return { state: later ? 'later' : 'refused', cause: `http-${statusCode}`, ...said };
      } catch (error) {
        if (error instanceof BlockedAddress) return { state: 'refused', cause: 'address' };
        return { state: 'later', cause: 'unreachable' };
      }
    },
    close: () => dispatcher.close(),
  };
}
