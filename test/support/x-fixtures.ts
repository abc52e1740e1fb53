import { readFileSync } from 'node:fs';
import { reader } from '../../connectors/x/reader.ts';
import type { Change, Entry } from '../../core/actions/connector.ts';

/** A delivery as it would stand on the wire, from test/fixtures/x. */
export const xDelivery = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/x/${name}.json`, import.meta.url));

/** The same, parsed, to be altered by a test. */
export const xBody = (name: string) => JSON.parse(xDelivery(name).toString('utf8'));

export const readX = (body: unknown): readonly Entry[] =>
  reader.parseDelivery(Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)));

/** Every change of a delivery, in order. */
export const xChanges = (body: unknown): Change[] =>
  readX(body).flatMap((entry) => entry.changes.map(({ change }) => change));
