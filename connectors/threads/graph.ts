import { createGraph } from '../shared/meta/graph.ts';

/** The one version that there is; an account's base address may name another. */
const VERSION = 'v1.0';
export const DEFAULT_API_BASE = `https://graph.threads.net/${VERSION}`;

export const graph = createGraph(VERSION);
/** What stands beside the versions. */
export const unversioned = createGraph(null);
