/** Repositories of the AT protocol: records by collection and key, each with a version. */
import { createHash } from 'node:crypto';
import { digits } from '../random.ts';

export interface SimRecord {
  readonly uri: string;
  readonly cid: string;
  readonly did: string;
  readonly collection: string;
  readonly rkey: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly indexedAt: string;
}

const cidOf = (value: unknown): string =>
  `bafyrei${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 50)}`;

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

export class Repos {
  private readonly records = new Map<string, SimRecord>();
  private readonly seed: string;
  private readonly now: () => Date;
  private count = 0;

  constructor({ seed, now }: { seed: string; now: () => Date }) {
    this.seed = seed;
    this.now = now;
  }

  /** A key that grows with time, as TIDs do. */
  private nextKey(): string {
    this.count += 1;
    let rest = BigInt(this.now().getTime()) * 1000n + BigInt(this.count);
    let key = '';
    for (let n = 0; n < 11; n++) {
      key = (ALPHABET[Number(rest % 32n)] ?? '2') + key;
      rest /= 32n;
    }
    return `${key}${ALPHABET[Number(digits(`${this.seed}:${this.count}`, 2)) % 32]}2`;
  }

  did(name: string): string {
    return `did:plc:${createHash('sha256').update(`${this.seed}:${name}`).digest('hex').slice(0, 24)}`;
  }

  put(
    {
      did,
      collection,
      rkey = this.nextKey(),
    }: { did: string; collection: string; rkey?: string | undefined },
    value: Record<string, unknown>,
  ): SimRecord {
    const uri = `at://${did}/${collection}/${rkey}`;
    const record = {
      uri,
      cid: cidOf(value),
      did,
      collection,
      rkey,
      value,
      indexedAt: this.now().toISOString(),
    };
    this.records.set(uri, record);
    return record;
  }

  get(uri: string): SimRecord | null {
    return this.records.get(uri) ?? null;
  }

  remove(uri: string): boolean {
    return this.records.delete(uri);
  }

  /** Newest first. */
  list(collection: string, did?: string): SimRecord[] {
    return [...this.records.values()]
      .filter((record) => record.collection === collection && (did === undefined || record.did === did))
      .toReversed();
  }
}
