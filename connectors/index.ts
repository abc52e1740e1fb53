import type { Connector } from '../core/actions/connector.ts';
import { bluesky } from './bluesky/connector.ts';
import { facebook } from './facebook/connector.ts';
import { generic } from './generic/connector.ts';
import { instagram } from './instagram/connector.ts';
import { linkedin } from './linkedin/connector.ts';
import { mastodon } from './mastodon/connector.ts';
import { threads } from './threads/connector.ts';
import { x } from './x/connector.ts';
import { youtube } from './youtube/connector.ts';

/** Every platform that can be connected. The conformance suite runs over this list. */
export const connectors: readonly Connector[] = [
  bluesky,
  facebook,
  generic,
  instagram,
  linkedin,
  mastodon,
  threads,
  x,
  youtube,
];

const byPlatform: ReadonlyMap<string, Connector> = new Map(
  connectors.map((connector) => [connector.platform, connector]),
);

/** The connector of a platform as named in `/webhooks/<platform>`; null for one that has none. */
export function connectorFor(platform: string): Connector | null {
  return byPlatform.get(platform) ?? null;
}

/** For whoever looks into a delivery's bytes: what a connector reads them with. */
export { decodeUtf8, parseLossless } from './shared/lossless-json.ts';
