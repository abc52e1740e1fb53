/**
 * The inner side of `child-program.ts`: requests come in over IPC, one answer goes out for each, in order. Whatever is
 * not caught ends the process, and with it the request under way only. It ends with the parent that started it.
 */
import { constants, setPriority } from 'node:os';

/** Comments and answers do not wait for this process, it prints nothing and calls nobody; sockets are not forbidden. */
export function keepToItself(): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  for (const say of ['log', 'info', 'warn', 'error', 'debug'] as const) console[say] = () => undefined;
  Reflect.deleteProperty(globalThis, 'fetch');
}

/** `prepare` is what the first request would otherwise wait for. */
export async function serveParent<Request, Response>(
  work: (request: Request) => Promise<Response>,
  prepare: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  process.on('disconnect', () => process.exit(0));
  await prepare();
  let line = Promise.resolve();
  process.on('message', (request: Request) => {
    line = line.then(async () => {
      process.send?.(await work(request));
    });
  });
  process.send?.({ ready: true });
}
