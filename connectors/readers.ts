/** The readers of every platform, each loaded only when it is asked for: also where no account can be connected yet. */
import type { DeliveryReader } from '../core/actions/connector.ts';

export const READERS: Readonly<Record<string, () => Promise<{ readonly reader: DeliveryReader }>>> = {
  bluesky: () => import('./bluesky/reader.ts'),
  facebook: () => import('./facebook/webhook.ts'),
  generic: () => import('./generic/reader.ts'),
  instagram: () => import('./instagram/webhook.ts'),
  linkedin: () => import('./linkedin/delivery.ts'),
  mastodon: () => import('./mastodon/reader.ts'),
  threads: () => import('./threads/webhook.ts'),
  tiktok: () => import('./tiktok/delivery.ts'),
  x: () => import('./x/reader.ts'),
  youtube: () => import('./youtube/reader.ts'),
};

/** @throws RangeError for a platform that has none. */
export async function readerOf(platform: string): Promise<DeliveryReader> {
  const load = Object.hasOwn(READERS, platform) ? READERS[platform] : undefined;
  if (load === undefined) throw new RangeError(`There is no reader for ${platform}.`);
  return (await load()).reader;
}
