/** Which addresses a call on a citizen's or an administrator's word may reach: the public internet and nothing else. */
import { BlockList, isIP } from 'node:net';

/** IANA's special-purpose IPv4 blocks: this network, private, shared, loopback, link-local (metadata), tests, multicast. */
const CLOSED_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Inside 2000::/3, what is documentation, a tunnel that carries an IPv4 address, or not routed. */
const CLOSED_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const closed = new BlockList();
for (const [net, bits] of CLOSED_V4) closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of CLOSED_V6) closed.addSubnet(net, bits, 'ipv6');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/iu;

/** True for a public unicast address. What is no address at all, or one with a zone, is not public. */
export function isPublicAddress(address: string): boolean {
  const plain = MAPPED.exec(address)?.[1] ?? address;
  if (plain.includes('%')) return false;
  const family = isIP(plain);
  if (family === 4) return !closed.check(plain, 'ipv4');
  return family === 6 && global.check(plain, 'ipv6') && !closed.check(plain, 'ipv6');
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** This machine itself. */
export function isLoopbackAddress(address: string): boolean {
  const plain = MAPPED.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** A host that can only be this machine, as it stands in a URL. `localhost.example` is not. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname.toLowerCase() === 'localhost' || isLoopbackAddress(hostname.replaceAll(/[[\]]/gu, ''));
}

/** A name of the public DNS: an address, or a name without a dot, would be a machine of the municipality's own network. */
export function isPublicName(hostname: string): boolean {
  return isIP(hostname.replaceAll(/[[\]]/gu, '')) === 0 && /\.[a-z][a-z0-9-]*$/u.test(hostname);
}
