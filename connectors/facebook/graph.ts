import { createGraph } from '../shared/meta/graph.ts';

/** The one version that the connector is written against; an account's base address may name another. */
const VERSION = 'v26.0';
export const DEFAULT_API_BASE = `https://graph.facebook.com/${VERSION}`;

export const graph = createGraph(VERSION);
