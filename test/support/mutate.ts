/** Bodies that were like a platform's and are not any more: seeded, so that one that fails can be made again. */
import { pick, type Random } from '../../ops/simulator/random.ts';

const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  1.5e300,
  2 ** 60,
  '',
  ' ',
  '__proto__',
  'å\u0000\u202e😀',
  'a'.repeat(70_000),
  [],
  {},
  [[[[[[]]]]]],
  { id: {} },
];

function placesIn(node: unknown, above: readonly string[] = []): string[][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, below]) => [
    [...above, key],
    ...placesIn(below, [...above, key]),
  ]);
}

function changed(
  node: unknown,
  [key, ...rest]: readonly string[],
  change: (old: unknown) => unknown,
): unknown {
  if (key === undefined) return change(node);
  const copy = (Array.isArray(node) ? [...node] : { ...(node as object) }) as Record<string, unknown>;
  const after = changed(copy[key], rest, change);
  if (after === undefined && rest.length === 0) delete copy[key];
  else copy[key] = after;
  return copy;
}

/** One value elsewhere in the body, of another type, gone, or doubled. */
function inJson(random: Random, body: unknown): Buffer {
  const places = placesIn(body);
  const place = places.length === 0 ? [] : pick(random, places);
  const kind = random();
  const change = (old: unknown): unknown => {
    if (kind < 0.15) return undefined;
    if (kind < 0.25) return [old, old];
    return pick(random, ODD);
  };
  return Buffer.from(JSON.stringify(changed(body, place, change)) ?? 'null');
}

/** Bytes that were flipped, lost, doubled or made up. */
function inBytes(random: Random, body: unknown): Buffer {
  const bytes = Buffer.from(JSON.stringify(body));
  const at = Math.floor(random() * bytes.length);
  const to = Math.min(bytes.length, at + 1 + Math.floor(random() * 40));
  const kind = random();
  if (kind < 0.25) return bytes.subarray(0, at);
  if (kind < 0.5) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
  if (kind < 0.75) return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
  const made = Buffer.from(bytes);
  made[at] = Math.floor(random() * 256);
  return made;
}

export function mutated(random: Random, body: unknown): Buffer {
  return random() < 0.7 ? inJson(random, body) : inBytes(random, body);
}
