import { createServer } from 'node:net';
import { ServiceError } from '../services/errors.ts';

const FIRST = 4800;
const TRIED = 100;

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The port to listen on: the one set, or it is an error; without one, 4800 or the next that is free. */
export async function choosePort(wanted: number | undefined, host: string): Promise<number> {
  if (wanted !== undefined && wanted !== 0) {
    if (await isFree(wanted, host)) return wanted;
    throw new ServiceError(`Port ${wanted} is taken. Set PORT to another one, or leave it unset.`);
  }
  for (let port = FIRST; port < FIRST + TRIED; port++) if (await isFree(port, host)) return port;
  throw new ServiceError(`No free port from ${FIRST} to ${FIRST + TRIED - 1}.`);
}
