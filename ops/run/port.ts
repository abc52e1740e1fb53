import { createServer } from 'node:net';
import { ServiceError } from '../services/errors.ts';

const FIRST = 4800;
const TRIED = 100;

/** A port that this process holds, so that another start does not choose it as well. */
export interface HeldPort {
  readonly port: number;
  /** Lets it go for the process that is to listen on it; resolves once it can. */
  release(): Promise<void>;
}

function hold(port: number, host: string): Promise<HeldPort | null> {
  return new Promise((resolve) => {
    const holder = createServer((socket) => socket.destroy());
    const release = () =>
      new Promise<void>((released) => {
        holder.close(() => released());
      });
    holder.once('error', () => resolve(null));
    holder.listen({ port, host, exclusive: true }, () => resolve({ port, release }));
  });
}

/** The port to listen on: the one set, or it is an error; without one, 4800 or the next that is free. */
export async function holdPort(wanted: number | undefined, host: string): Promise<HeldPort> {
  if (wanted !== undefined && wanted !== 0) {
    const held = await hold(wanted, host);
    if (held !== null) return held;
    throw new ServiceError(`Port ${wanted} is taken. Set PORT to another one, or leave it unset.`);
  }
  for (let port = FIRST; port < FIRST + TRIED; port++) {
    const held = await hold(port, host);
    if (held !== null) return held;
  }
  throw new ServiceError(`No free port from ${FIRST} to ${FIRST + TRIED - 1}.`);
}
