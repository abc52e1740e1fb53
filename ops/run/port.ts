import { type AddressInfo, createServer } from 'node:net';
import { settingsErrorOf } from '../../core/kernel/start-errors.ts';
import { ServiceError } from '../services/errors.ts';

const FIRST = 4800;
const TRIED = 100;

/** A port that this process holds, so that another start does not choose it as well. */
export interface HeldPort {
  readonly port: number;
  /** HOST as a number: what a name stands for, else HOST itself. */
  readonly address: string;
  /** Lets it go for the process that is to listen on it; resolves once it can. */
  release(): Promise<void>;
}

/** Null: somebody else listens there. Rejects with what else is wrong. */
function hold(port: number, host: string): Promise<HeldPort | null> {
  return new Promise((resolve, reject) => {
    const holder = createServer((socket) => socket.destroy());
    const release = () =>
      new Promise<void>((released) => {
        holder.close(() => released());
      });
    holder.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(settingsErrorOf(error) ?? error);
    });
    holder.listen({ port, host, exclusive: true }, () => {
      const { address } = holder.address() as AddressInfo;
      resolve({ port, address, release });
    });
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

const EVERYWHERE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Where this machine reaches what listens there. */
export function addressOf({ address, port }: Pick<HeldPort, 'address' | 'port'>): string {
  const reached = EVERYWHERE[address] ?? address;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}
