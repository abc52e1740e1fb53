/** The hub: asks a subscriber whether it wants the feed, and tells it of videos in signed Atom (platforms.md 4.1). */
import { createHmac, randomUUID } from 'node:crypto';
import { element, type XmlElement, xmlBytes } from '../../../core/records/xml.ts';
import type { Person } from '../types.ts';
import type { SimVideo } from './state.ts';

const watch = (id: string): string => `https://www.youtube.com/watch?v=${id}`;
const channelAddress = (id: string): string => `https://www.youtube.com/channel/${id}`;
export const topicOf = (channelId: string): string =>
  `https://www.youtube.com/xml/feeds/videos.xml?channel_id=${channelId}`;

export interface Subscription {
  readonly callback: string;
  readonly topic: string;
  readonly secret: string;
}

export const signature = (body: Uint8Array, secret: string): string =>
  `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;

const iso = (at: number): string => new Date(at).toISOString().replace('Z', '+00:00');
const person = ({ id, name }: Person): XmlElement[] => [
  element('name', name),
  element('uri', channelAddress(id)),
];
const feed = (content: readonly XmlElement[], more: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(xmlBytes(element('feed', content, { xmlns: 'http://www.w3.org/2005/Atom', ...more })));

/** A new video, or one whose title or description was edited at `updatedAt`. */
export function videoFeed(channel: Person, video: SimVideo, updatedAt: number): Buffer {
  const entry = element('entry', [
    element('id', `yt:video:${video.id}`),
    element('yt:videoId', video.id),
    element('yt:channelId', channel.id),
    element('title', video.title),
    element('link', [], { rel: 'alternate', href: watch(video.id) }),
    element('author', person(channel)),
    element('published', iso(video.publishedAt)),
    element('updated', iso(updatedAt)),
  ]);
  const self = element('link', [], { rel: 'self', href: topicOf(channel.id) });
  return feed([self, element('title', 'YouTube video feed'), entry], {
    'xmlns:yt': 'http://www.youtube.com/xml/schemas/2015',
  });
}

/** Without `yt:channelId`, as the hub sends it. */
export function deletedFeed(channel: Person, videoId: string, at: number): Buffer {
  const link = element('link', [], { href: watch(videoId) });
  const gone = element('at:deleted-entry', [link, element('at:by', person(channel))], {
    ref: `yt:video:${videoId}`,
    when: iso(at),
  });
  return feed([gone], { 'xmlns:at': 'http://purl.org/atompub/tombstones/1.0' });
}

/** Whether the subscriber confirms what was asked for in its name. */
export async function isConfirmed({ callback, topic }: Subscription): Promise<boolean> {
  const challenge = randomUUID();
  const address = new URL(callback);
  address.searchParams.set('hub.mode', 'subscribe');
  address.searchParams.set('hub.topic', topic);
  address.searchParams.set('hub.challenge', challenge);
  address.searchParams.set('hub.lease_seconds', '432000');
  const answer = await fetch(address);
  return answer.ok && (await answer.text()) === challenge;
}

/** One push; the status of the answer. */
export async function push({ callback, secret }: Subscription, body: Buffer): Promise<number> {
  const answer = await fetch(callback, {
    method: 'POST',
    headers: { 'content-type': 'application/atom+xml', 'x-hub-signature': signature(body, secret) },
    body: new Uint8Array(body),
  });
  return answer.status;
}
