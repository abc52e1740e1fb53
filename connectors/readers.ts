/** The readers of every platform, each loaded only when it is asked for: also where no account can be connected yet. */
import type { DeliveryReader } from '../core/actions/connector.ts';

export const READERS: Readonly<Record<string, () => Promise<{ readonly reader: DeliveryReader }>>> = {
  facebook: () => import('./facebook/webhook.ts'),
  youtube: () => import('./youtube/reader.ts'),
};

/** @throws RangeError for a platform that has none. */
export async function readerOf(platform: string): Promise<DeliveryReader> {
  const load = Object.hasOwn(READERS, platform) ? READERS[platform] : undefined;
  if (load === undefined) throw new RangeError(`There is no reader for ${platform}.`);
  return (await load()).reader;
}
