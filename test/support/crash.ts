/**
 * Kills a "process" at its n-th store write: before the write is sent, or after it was carried out and before its
 * answer arrives. From then on every call to the store fails, as for a process that is no more.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import mongoose from 'mongoose';

const WRITES = [
  'insertOne',
  'insertMany',
  'bulkWrite',
  'updateOne',
  'updateMany',
  'replaceOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'deleteOne',
  'deleteMany',
] as const;
const READS = ['find', 'aggregate', 'countDocuments', 'distinct'] as const;

export type Moment = 'before' | 'after';

export class Killed extends Error {
  override readonly name = 'Killed';
}

export interface Crash {
  /** The next writes are counted, and the `at`-th (from 1) is the process's last. */
  arm(at: number, moment: Moment): void;
  /** A new process. Returns whether the old one was killed. */
  restart(): boolean;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Patches the driver for the rest of this test file. */
export function installCrash(): Crash {
  const inner = new AsyncLocalStorage<true>();
  let armed: { at: number; moment: Moment } | null = null;
  let writes = 0;
  let dead = false;

  async function write(run: () => Promise<unknown>): Promise<unknown> {
    // The driver's own calls to itself are parts of one write.
    if (inner.getStore()) return run();
    if (dead) throw new Killed('the process is gone');
    writes += 1;
    if (armed === null || writes !== armed.at) return inner.run(true, run);
    if (armed.moment === 'after') await inner.run(true, run);
    dead = true;
    throw new Killed(`killed ${armed.moment} write ${armed.at}`);
  }

  function patch(prototype: object, name: string, wrap: (original: Method) => Method): void {
    const methods = prototype as Record<string, Method>;
    const original = methods[name];
    if (original === undefined) throw new Error(`The driver has no ${name}.`);
    methods[name] = wrap(original);
  }
  const asWrite = (original: Method): Method =>
    function patched(...args) {
      return write(async () => original.apply(this, args));
    };
  const asRead = (original: Method): Method =>
    function patched(...args) {
      if (dead && !inner.getStore()) throw new Killed('the process is gone');
      return original.apply(this, args);
    };
  const { Collection, ClientSession } = mongoose.mongo;
  for (const name of WRITES) patch(Collection.prototype, name, asWrite);
  for (const name of READS) patch(Collection.prototype, name, asRead);
  patch(ClientSession.prototype, 'commitTransaction', asWrite);

  return {
    arm(at, moment) {
      armed = { at, moment };
      writes = 0;
    },
    restart() {
      const killed = dead;
      armed = null;
      dead = false;
      return killed;
    },
  };
}
