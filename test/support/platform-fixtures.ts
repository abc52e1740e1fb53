import { readFileSync } from 'node:fs';
import type { Change, DeliveryReader } from '../../core/actions/connector.ts';
import { type DeliveryLine, deliveryLines } from '../../ops/cli/delivery-lines.ts';

/** A delivery as it would stand on the wire, from test/fixtures/<platform>. */
export function fixture(platform: string, name: string): Buffer {
  return readFileSync(new URL(`../fixtures/${platform}/${name}.json`, import.meta.url));
}

/** Every change of a body, in order. */
export function changesIn(reader: DeliveryReader, body: Uint8Array): Change[] {
  return reader.parseDelivery(body).flatMap((entry) => entry.changes.map(({ change }) => change));
}

/** As `uppsikt parse` prints it. */
export function linesIn(reader: DeliveryReader, body: Uint8Array): DeliveryLine[] {
  return deliveryLines(reader.parseDelivery(body));
}
