/**
 * Addresses of services among the settings. A password with a `/`, `@` or `#` in it moves the borders of its address;
 * it is refused here, in words that hold nothing of it, before a driver prints the whole address. It may be given apart.
 */
import { isIP } from 'node:net';

const HELP = 'percent-encode what stands in the password, or give it apart';

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const hasOwnPath = ({ pathname, hash, search }: URL, path: RegExp): boolean =>
  path.test(pathname) && hash === '' && !search.includes('@');

function isAddress(address: string, wanted: { schemes: RegExp; path: RegExp }): boolean {
  if (!URL.canParse(address) || !decodes(address)) return false;
  const url = new URL(address);
  return wanted.schemes.test(url.protocol) && url.hostname !== '' && hasOwnPath(url, wanted.path);
}

/** `mongodb://[user[:password]@]host[,host]/database?options`; several hosts are no URL that a browser could read. */
const MONGODB =
  /^mongodb(?:\+srv)?:\/\/(?:[^:/?#[\]@]+(?::[^:/?#[\]@]*)?@)?[^/?#@]+(?:\/[^/?#@]*)?(?:\?[^#@]*)?$/u;

/** What stands behind the host of each `host:port` and `[v6]:port` between the commas is a port that there can be. */
function hasPorts(address: string): boolean {
  const [, hosts = ''] = /^[a-z+]+:\/\/(?:[^@]*@)?([^/?#]*)/u.exec(address) ?? [];
  const ports = hosts.split(',').map((host) => /^(?:\[[^\]]*\]|[^:]*)(?::(.*))?$/u.exec(host)?.[1]);
  return ports.every((port) => port === undefined || (/^[1-9]\d{0,4}$/u.test(port) && Number(port) < 65_536));
}

/** Why this is no address of a MongoDB; null: it is one, as far as can be read off it. */
export function faultOfMongodbUrl(address: string): string | null {
  if (!/^mongodb(?:\+srv)?:\/\//u.test(address)) return 'must begin with mongodb:// or mongodb+srv://';
  return MONGODB.test(address) && decodes(address) && hasPorts(address)
    ? null
    : `is no address of a MongoDB: ${HELP}`;
}

/** Why this is no address of a Redis; null: it is one. */
export function faultOfRedisUrl(address: string): string | null {
  if (!/^(?:rediss?|unix):\/\//u.test(address)) return 'must begin with redis://, rediss:// or unix://';
  if (address.startsWith('unix://'))
    return /^unix:\/\/\/[^?#]+$/u.test(address) && decodes(address) ? null : 'must be unix:///path/to/socket';
  const wanted = { schemes: /^rediss?:$/u, path: /^(?:\/\d*)?$/u };
  return isAddress(address, wanted) ? null : `is no address of a Redis: ${HELP}`;
}

/** Why this is no address of a mail server; null: it is one. */
export function faultOfSmtpUrl(address: string): string | null {
  if (!/^smtps?:\/\//u.test(address)) return 'must begin with smtp:// or smtps://';
  const wanted = { schemes: /^smtps?:$/u, path: /^\/?$/u };
  return isAddress(address, wanted) ? null : `is no address of a mail server: ${HELP}`;
}

/** Why nothing can be listened on there; null: it has the form of an address or of a name. */
export function faultOfHost(host: string): string | null {
  const isName = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(host);
  return isIP(host) !== 0 || isName
    ? null
    : 'must be an address or the name of a host, without port or scheme';
}

/** Why no requests can be sent below this address; null: they can. */
export function faultOfServiceUrl(address: string): string | null {
  const shape = 'must be http:// or https:// with a host name, and without a password, question mark or hash';
  if (!/^https?:\/\//u.test(address) || !URL.canParse(address)) return shape;
  const { username, password, search, hash } = new URL(address);
  return username + password + search + hash === '' ? null : shape;
}

/** Why people cannot use this address; null: they can. */
export function faultOfPublicUrl(address: string): string | null {
  const shape = 'must be http:// or https:// with a host name and nothing after it';
  if (!/^https?:\/\//u.test(address) || !URL.canParse(address)) return shape;
  const url = new URL(address);
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return bare && url.pathname === '/' ? null : shape;
}

/** `scheme://[user]`, then the rest, where no password stands in the address. */
const WITHOUT_PASSWORD = /^([a-z+]+:\/\/)(?:([^:/?#[\]@]*)@)?(?![^/?#]*@)(.+)$/u;

/** The address with its password; null where one stands in it already, or it takes none. */
export function withPassword(
  address: string,
  password: string,
  wanted: { needsUser: boolean },
): string | null {
  const [, scheme, user = '', rest] = WITHOUT_PASSWORD.exec(address) ?? [];
  if (scheme === undefined || scheme === 'unix://' || (wanted.needsUser && user === '')) return null;
  return `${scheme}${user}:${encodeURIComponent(password)}@${rest}`;
}
