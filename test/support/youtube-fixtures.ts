import { readFileSync } from 'node:fs';
import { reader } from '../../connectors/youtube/reader.ts';
import type { Change } from '../../core/actions/connector.ts';

/** A delivery as it would stand on the wire, from test/fixtures/youtube. */
export function delivery(file: string): Buffer {
  return readFileSync(new URL(`../fixtures/youtube/${file}`, import.meta.url));
}

/** Every change of a body, in order. */
export const changesIn = (body: Uint8Array): Change[] =>
  reader.parseDelivery(body).flatMap((entry) => entry.changes.map(({ change }) => change));
