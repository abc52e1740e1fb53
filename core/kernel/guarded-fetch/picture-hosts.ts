/** Where each platform keeps the pictures of its comments: a host is allowed when it is one of these or lies below one. */
import type { Platform } from '../platform.ts';

/** `generic` sources name no host of their own, so nothing is fetched for them. */
const PICTURE_HOSTS: Readonly<Record<Platform, readonly string[]>> = {
  facebook: ['fbcdn.net', 'fbsbx.com'],
  instagram: ['cdninstagram.com', 'fbcdn.net'],
  threads: ['cdninstagram.com', 'fbcdn.net'],
  linkedin: ['licdn.com'],
  youtube: ['ytimg.com', 'ggpht.com', 'googleusercontent.com'],
  x: ['pbs.twimg.com'],
  tiktok: ['tiktokcdn.com', 'tiktokcdn-us.com', 'tiktokcdn-eu.com'],
  generic: [],
  // A server of anybody's, as a generic source.
  mastodon: [],
  bluesky: ['cdn.bsky.app'],
};

export const isPictureHost = (platform: Platform, hostname: string): boolean =>
  PICTURE_HOSTS[platform].some((host) => hostname === host || hostname.endsWith(`.${host}`));
