import { type Agent, request } from 'node:http';
import { request as secureRequest } from 'node:https';

/** An answer later than this counts as none. */
const ANSWER_WITHIN_MS = 10_000;

export interface Post {
  readonly target: string;
  readonly body: Buffer;
  readonly signature: string;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

/** One POST, no retry: the status, or 0 where there was no answer. */
export function postOnce(post: Post): Promise<number> {
  const send = post.target.startsWith('https:') ? secureRequest : request;
  return new Promise((resolve) => {
    const req = send(
      post.target,
      {
        method: 'POST',
        agent: post.agent,
        signal: post.signal,
        timeout: ANSWER_WITHIN_MS,
        headers: {
          'content-type': 'application/json',
          'content-length': post.body.length,
          'x-hub-signature-256': post.signature,
          'user-agent': 'facebookexternalua',
          accept: '*/*',
        },
      },
      (res) => {
        res.on('error', () => resolve(0));
        res.on('end', () => resolve(res.statusCode ?? 0));
        res.resume();
      },
    );
    req.on('timeout', () => req.destroy(new Error('no answer')));
    req.on('error', () => resolve(0));
    req.end(post.body);
  });
}
