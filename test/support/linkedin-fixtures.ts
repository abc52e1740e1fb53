import { readFileSync } from 'node:fs';
import { reader } from '../../connectors/linkedin/delivery.ts';
import type { Change } from '../../core/actions/connector.ts';

export const delivery = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/linkedin/${name}.json`, import.meta.url));

export const changesIn = (body: Uint8Array): Change[] =>
  reader.parseDelivery(body).flatMap(({ changes }) => changes.map(({ change }) => change));

export const changesOf = (name: string): Change[] => changesIn(delivery(name));
