import type { AccountAccess } from '../../core/actions/connector.ts';
import { createGraph } from '../shared/meta/graph.ts';

/** The one version that the connector is written against; an account's base address may name another. */
const VERSION = 'v26.0';
export const DEFAULT_API_BASE = `https://graph.instagram.com/${VERSION}`;
const FACEBOOK = 'graph.facebook.com';
export const FACEBOOK_API_BASE = `https://${FACEBOOK}/${VERSION}`;

export const graph = createGraph(VERSION);
/** What stands beside the versions. */
export const unversioned = createGraph(null);

const FACEBOOK_TOKEN = /^EAA/u;

/**
 * Two products that answer alike (platforms.md 2): by Instagram Login, with a token of the account itself, and by
 * Facebook Login, with the token of the page that it is linked to.
 */
export function isFacebookLogin({ apiBase, token }: AccountAccess): boolean {
  return (URL.canParse(apiBase) && new URL(apiBase).hostname === FACEBOOK) || FACEBOOK_TOKEN.test(token);
}
