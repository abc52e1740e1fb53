/** Local time through the time zone data of the runtime. Slow: used to build tables, never per due time. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from './civil.ts';

/** A stretch of UTC instants, `from` inclusive and `to` exclusive, with one offset: local = UTC + offsetMs. */
export interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

const SAMPLE_MS = 7 * DAY_MS;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  let found = formats.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, found);
  }
  return found;
}

/** Local time minus UTC, in ms, at an instant. @throws RangeError for an unknown zone. */
export function offsetAt(instant: number, timeZone: string): number {
  const text = format(timeZone).format(instant);
  const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!match) throw new RangeError(`No offset in "${text}".`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

/** The UTC instant at which the local clock shows `wall`, given as if it were UTC. */
export function instantAt(wall: number, timeZone: string): number {
  const first = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(first, timeZone);
}

/** The UTC instant at which a civil day begins. */
export const localMidnight = (day: number, timeZone: string): number => instantAt(day * DAY_MS, timeZone);

/** The first instant in (low, high] with another offset than `low` has. */
function transition(low: number, high: number, timeZone: string): number {
  const before = offsetAt(low, timeZone);
  let [same, other] = [low, high];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle, timeZone) === before) same = middle;
    else other = middle;
  }
  return other;
}

/** The offsets in force from one instant to another, in order and without gaps. */
export function offsetsBetween(from: number, to: number, timeZone: string): OffsetStretch[] {
  const stretches: OffsetStretch[] = [];
  let start = from;
  let offsetMs = offsetAt(from, timeZone);
  for (let low = from; low < to; low += SAMPLE_MS) {
    const high = Math.min(low + SAMPLE_MS, to);
    if (offsetAt(high, timeZone) === offsetMs) continue;
    const change = transition(low, high, timeZone);
    if (change < to) {
      stretches.push({ from: start, to: change, offsetMs });
      start = change;
      offsetMs = offsetAt(change, timeZone);
    }
  }
  stretches.push({ from: start, to, offsetMs });
  return stretches;
}
