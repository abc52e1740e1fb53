/**
 * What a site of your own needs to be moderated in Uppsikt: Node 18 or later, no packages. Take it as it is or write the
 * same in your site's language; docs/generic.md tells every field.
 *
 *   const uppsikt = createSource({ address, source, secret, site });
 *   await uppsikt.send([{ action: 'created', id: 'c-1', postId: 'news-33', … }]);
 *   const answer = await uppsikt.take(rawBody, headers);   // in the route that takes Uppsikt's calls
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_S = 300;
const nowInSeconds = () => Math.floor(Date.now() / 1000);

const hmac = (secret, seconds, body) =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');

/** The header's value for exactly these bytes. */
export const sign = (secret, body, seconds = nowInSeconds()) =>
  `t=${seconds},v1=${hmac(secret, seconds, body)}`;

/** Over the bytes as they came, before any parser has touched them. */
export function isSignedBy(secret, body, header) {
  const [, seconds, claimed] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (claimed === undefined || Math.abs(nowInSeconds() - Number(seconds)) > TOLERANCE_S) return false;
  return timingSafeEqual(Buffer.from(claimed, 'hex'), Buffer.from(hmac(secret, seconds, body), 'hex'));
}

/** How long to wait before a delivery is sent again, in seconds: for two days, so that a long week-end loses nothing. */
const RETRIES_S = [1, 5, 30, 120, 600, 1800, ...Array(24).fill(7200)];
const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * `address`: https://<uppsikt>/webhooks/generic/<source>. `site`: what can be done with a comment here, each an async
 * function; leave out what your site cannot do.
 */
export function createSource({ address, source, secret, site = {}, retries = RETRIES_S }) {
  /** Answers by their key, so that none is published twice. Keep them in your database, for a day at least. */
  const written = new Map();

  /** 2xx: kept. 4xx but 429: it will never be taken, so look at it. Anything else: again later, signed anew. */
  async function send(events) {
    const body = JSON.stringify({ source, sentAt: new Date().toISOString(), events });
    for (const seconds of [...retries, null]) {
      const headers = { 'content-type': 'application/json', 'x-uppsikt-signature': sign(secret, body) };
      const status = await fetch(address, { method: 'POST', headers, body }).then(
        (answer) => answer.status,
        () => 503,
      );
      if (status < 300) return;
      if (status < 500 && status !== 429) throw new Error(`Uppsikt answered ${status}.`);
      if (seconds !== null) await wait(seconds);
    }
    throw new Error('Uppsikt could not be reached for two days.');
  }

  async function reply(call) {
    const before = written.get(call.key);
    if (before !== undefined) return before;
    const answer = { ok: true, ...(await site.reply(call)) };
    written.set(call.key, answer);
    return answer;
  }

  const CALLS = {
    ping: async () => ({ ok: true, name: source }),
    reply: site.reply && reply,
    'find-reply': site.reply && (async ({ key }) => written.get(key) ?? null),
    read: site.read && (async ({ id }) => site.read(id).then((found) => found && { ok: true, ...found })),
    hide: site.hide && (async ({ id }) => ((await site.hide(id)) ? { ok: true } : null)),
    unhide: site.unhide && (async ({ id }) => ((await site.unhide(id)) ? { ok: true } : null)),
    delete: site.delete && (async ({ id }) => ((await site.delete(id)) ? { ok: true } : null)),
  };

  /** The answer to a call of Uppsikt's: `{status, body}`. `rawBody`: the bytes. `header`: of `x-uppsikt-signature`. */
  async function take(rawBody, header) {
    if (!isSignedBy(secret, rawBody, header)) return { status: 401, body: { ok: false } };
    const call = JSON.parse(String(rawBody));
    if (call.source !== source) return { status: 403, body: { ok: false } };
    const act = Object.hasOwn(CALLS, call.call) ? CALLS[call.call] : undefined;
    if (act === undefined) return { status: 501, body: { ok: false } };
    const answer = await act(call);
    return answer ? { status: 200, body: answer } : { status: 404, body: { ok: false } };
  }

  return { send, take };
}
