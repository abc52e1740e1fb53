import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child.ts';

/**
 * Sends `hello` to a unix socket and returns the first answer, or '' when nobody answers within a second.
 * With an empty `hello` the connection itself is the answer: 'connected'.
 */
export function ask(path: string, hello: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const done = (answer: string) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => done(''));
    socket.once('error', () => done(''));
    socket.once('connect', () => (hello === '' ? done('connected') : socket.write(hello)));
    socket.once('data', (bytes) => done(bytes.toString('utf8')));
  });
}

/** Waits until `ready` says yes; false when the child ended or the time is over. */
export async function waitFor(
  child: Child,
  ready: () => Promise<boolean>,
  limitMs: number,
): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (!child.hasExited() && Date.now() < deadline) {
    if (await ready()) return true;
    await delay(20);
  }
  return false;
}
