/** The simulator speaks to this machine only: it must never be pointed at someone else's server. */
import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '../../core/kernel/guarded-fetch/address.ts';

/** The host of an http(s) URL without credentials in it; null where it is none. */
function hostOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, hostname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return username === '' && password === '' ? hostname : null;
}

/** Whether `address` is an http(s) URL on this machine's loopback, without credentials in it. */
export function isLoopbackUrl(address: string): boolean {
  const host = hostOf(address);
  return host !== null && isLoopbackHost(host);
}

/** The same, or on one of this machine's own addresses: HOST may be one of them alone. */
export function isOwnUrl(address: string): boolean {
  if (isLoopbackUrl(address)) return true;
  const host = hostOf(address)?.replaceAll(/[[\]]/gu, '');
  return Object.values(networkInterfaces()).some((all) =>
    all?.some((addresses) => addresses.address === host),
  );
}
