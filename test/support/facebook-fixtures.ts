import { readFileSync } from 'node:fs';
import { reader } from '../../connectors/facebook/webhook.ts';
import type { Change } from '../../core/actions/connector.ts';

/** A delivery as it would stand on the wire, from test/fixtures/facebook. */
export function delivery(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/facebook/${name}.json`, import.meta.url));
}

/** Every change of a delivery, in order. */
export function changesOf(name: string): Change[] {
  return reader.parseDelivery(delivery(name)).flatMap((entry) => entry.changes.map(({ change }) => change));
}
