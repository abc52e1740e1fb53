/** Whose request it is: the nearest address that no trusted proxy speaks from. Limits are counted by it. */
import type { IncomingMessage } from 'node:http';
import express from 'express';
import type { ServerDeps } from '../deps.ts';

type WithSettings = Pick<ServerDeps, 'settings'>;

const OWN_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether it can only be asked from this machine: then no proxy stands in front of it. */
export const isOwnName = (url: string): boolean => URL.canParse(url) && OWN_NAMES.has(new URL(url).hostname);

/**
 * A proxy on this machine is believed, where people use another address than this machine's own and so there is one;
 * every other one by name only, for anybody can write X-Forwarded-For.
 */
export const trustedNetworks = ({ settings }: WithSettings): string[] => [
  ...(settings.publicUrl !== null && isOwnName(settings.publicUrl) ? [] : ['loopback']),
  ...settings.trustedProxies,
];

/** As express finds `req.ip`, for requests that express does not see. */
export function clientAddressOf(deps: WithSettings): (req: IncomingMessage) => string {
  const app = express();
  app.set('trust proxy', trustedNetworks(deps));
  const isTrusted = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  return ({ socket, headers }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    const hops = [socket.remoteAddress ?? '', ...forwarded.map((hop) => hop.trim()).reverse()];
    const known = hops.filter((hop) => hop !== '');
    return known.find((address, hop) => !isTrusted(address, hop)) ?? known.at(-1) ?? 'unknown';
  };
}
