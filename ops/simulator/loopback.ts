/** The simulator speaks to this machine only: it must never be pointed at someone else's server. */
import { isLoopbackHost } from '../../core/kernel/guarded-fetch/address.ts';

/** Whether `address` is an http(s) URL on this machine, without credentials in it. */
export function isLoopbackUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return url.username === '' && url.password === '' && isLoopbackHost(url.hostname);
}
