/** Load from this process to an address on this machine: bounded in number, signed beforehand. */
import { createHmac } from 'node:crypto';
import { Pool } from 'undici';

export interface Signed {
  readonly body: Buffer;
  readonly signature: string;
}

export interface CommentSpec {
  readonly pageId: string;
  readonly secret: string;
  /** Distinguishes one run's ids from another's. */
  readonly run: string;
}

const TEXTS = [
  'När kommer plogbilen till Storgatan? Det har inte plogats på hela morgonen.',
  'Tack för en fin invigning av biblioteket!',
  'Lampan vid övergångsstället på Skolgatan är trasig sedan i fredags, kan någon laga den?',
  'Hvorfor svarer ingen på telefonen hos kommunen? Jeg har ringt i hele dag.',
  'Ni borde skämmas för hur ni sköter äldreomsorgen, det är under all kritik.',
];

export const commentIdOf = (spec: CommentSpec, number: number): string => `77_${spec.run}${number}`;

function change(spec: CommentSpec, number: number): object {
  const value = {
    item: 'comment',
    verb: 'add',
    comment_id: commentIdOf(spec, number),
    post_id: `${spec.pageId}_77`,
    parent_id: `${spec.pageId}_77`,
    from: { id: `9${number % 500}`, name: 'Anna Prov' },
    message: `${TEXTS[number % TEXTS.length]} (${number})`,
    created_time: Math.floor(Date.now() / 1000),
  };
  return { field: 'feed', value };
}

/** Deliveries of `each` comments, numbered from `first`, signed over exactly their bytes. */
export function signedDeliveries(
  spec: CommentSpec,
  plan: { first: number; count: number; each: number },
): Signed[] {
  return Array.from({ length: plan.count }, (_, index) => {
    const from = plan.first + index * plan.each;
    const changes = Array.from({ length: plan.each }, (_unused, at) => change(spec, from + at));
    const entry = [{ id: spec.pageId, time: Math.floor(Date.now() / 1000), changes }];
    const body = Buffer.from(JSON.stringify({ object: 'page', entry }));
    return { body, signature: `sha256=${createHmac('sha256', spec.secret).update(body).digest('hex')}` };
  });
}

export interface Sender {
  /** Milliseconds until the answer; throws on anything but 200. */
  post(delivery: Signed): Promise<number>;
  close(): Promise<void>;
}

export function createSender(url: string, connections: number): Sender {
  const pool = new Pool(new URL(url).origin, { connections, pipelining: 1 });
  const { pathname } = new URL(url);
  return {
    async post({ body, signature }) {
      const started = performance.now();
      const answer = await pool.request({
        path: pathname,
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`The server answered ${answer.statusCode}.`);
      return performance.now() - started;
    },
    close: () => pool.close(),
  };
}

/** As fast as `concurrency` allows. Seconds for all of it. */
export async function flood(
  sender: Sender,
  deliveries: readonly Signed[],
  concurrency: number,
): Promise<number> {
  const queue = deliveries.values();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const delivery of queue) await sender.post(delivery);
    }),
  );
  return (performance.now() - started) / 1000;
}

/** At a steady rate, whatever the answers do: latencies then hold their queueing. Milliseconds, in order sent. */
export async function steady(
  sender: Sender,
  deliveries: readonly Signed[],
  perSecond: number,
): Promise<number[]> {
  const started = performance.now();
  const answers: Promise<number>[] = [];
  for (const [index, delivery] of deliveries.entries()) {
    const due = started + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    answers.push(sender.post(delivery));
  }
  return Promise.all(answers);
}
