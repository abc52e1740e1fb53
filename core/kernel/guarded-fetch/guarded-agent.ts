/**
 * An undici agent that connects to public addresses only. Names are resolved once, judged, and the judged address is
 * the one connected to, so a name that changes its address in between (rebinding) gains nothing.
 */
import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isLoopbackAddress, isPublicAddress } from './address.ts';

/** The call would have left for a place that it may not reach. */
export class BlockedAddress extends Error {
  override readonly name = 'BlockedAddress';
}

export interface Reach {
  /** Also this machine itself: tests, and the demo's simulated platform. */
  readonly loopback: boolean;
}

const mayReach = (address: string, { loopback }: Reach): boolean =>
  isPublicAddress(address) || (loopback && isLoopbackAddress(address));

/** One address that may not be reached spoils the whole answer: honest names do not point inwards. */
function guardedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || addresses.some(({ address }) => !mayReach(address, reach)))
        return callback(new BlockedAddress('The name leads to an address that is not public.'), []);
      if (options.all) return callback(null, addresses);
      const [first] = addresses as [{ address: string; family: number }];
      return callback(null, first.address, first.family);
    });
  };
}

export function createGuardedAgent(reach: Reach, times: { connectMs: number; totalMs: number }): Agent {
  const connector = buildConnector({ timeout: times.connectMs, lookup: guardedLookup(reach) });
  return new Agent({
    connect(options, callback) {
      const literal = options.hostname.replaceAll(/[[\]]/gu, '');
      // A literal address is never looked up.
      if (isIP(literal) !== 0 && !mayReach(literal, reach))
        return callback(new BlockedAddress('The address is not public.'), null);
      connector(options, (...[error, socket]) => {
        if (error) return callback(error, null);
        const reached = (socket as Socket).remoteAddress ?? '';
        if (mayReach(reached, reach)) return callback(null, socket);
        (socket as Socket).destroy();
        callback(new BlockedAddress('The connection leads to an address that is not public.'), null);
      });
    },
    headersTimeout: times.totalMs,
    bodyTimeout: times.totalMs,
  });
}
