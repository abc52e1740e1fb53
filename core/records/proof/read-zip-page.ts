/**
 * Unpacks a zip for the command and for the page in a package alike, so that both say the same of it: its functions are
 * written into the page as they stand. Only what the list at the zip's end names is read, and never more than it says; and
 * what other programs might show in another way (two files of one name, two names of one file, bytes that belong to no
 * file) is a fault of the zip, whatever its files hold.
 */
import type { Check, Fault, FileOnHand } from './check-package.ts';

export interface Unpacked {
  readonly files: FileOnHand[];
  /** What is wrong with the zip itself; empty: nothing. */
  readonly checks: Check[];
}

interface ZipEntry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly start: number;
  readonly from: number;
  /** What its own header says against the list. */
  readonly fault: Fault | null;
}

/** UTF-8 where the zip says so, or it is that without saying so; else what DOS had. */
export function zipName(bytes: Uint8Array, flags: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: (flags & 0x800) === 0 }).decode(bytes);
  } catch {
    // A program of Windows, which says nothing and writes as DOS did.
  }
  const high =
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
  return Array.from(bytes, (byte) =>
    byte < 128 ? String.fromCharCode(byte) : (high[byte - 128] ?? ''),
  ).join('');
}

/** Null: it is not what deflate made, or another size than was said. */
export async function inflated(part: Uint8Array, size: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  const stream = new Blob([new Uint8Array(part)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    if (filled + step.value.length > size) return null;
    bytes.set(step.value, filled);
    filled += step.value.length;
  }
  return filled === size ? bytes : null;
}

/** What lies in a zip whose end is gone: names alone, to tell whether it was ever a package. */
export function namesIn(zip: Uint8Array): FileOnHand[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const files: FileOnHand[] = [];
  for (let at = 0; at + 30 < zip.length && files.length < 2_000; at += 1) {
    if (zip[at] !== 0x50 || zip[at + 1] !== 0x4b || view.getUint32(at, true) !== 0x04034b50) continue;
    const name = zip.subarray(at + 30, at + 30 + view.getUint16(at + 26, true));
    files.push({ path: zipName(name, view.getUint16(at + 6, true)), bytes: null });
  }
  return files;
}

/** The entries of the list at the end, each held against its own header. Null: the list is not whole. */
export function zipEntries(zip: Uint8Array, end: number): ZipEntry[] | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) return null;
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const packedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const name = zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true));
    const start = view.getUint32(at + 42, true);
    if (view.getUint32(start, true) !== 0x04034b50) return null;
    const nameLength = view.getUint16(start + 26, true);
    const from = start + 30 + nameLength + view.getUint16(start + 28, true);
    const own = zip.subarray(start + 30, start + 30 + nameLength);
    const ownFlags = view.getUint16(start + 6, true);
    // Sizes that were not known when the header was written stand behind the file.
    const isSaid = (ownFlags & 8) === 0;
    const sameSize =
      !isSaid ||
      (view.getUint32(start + 18, true) === packedSize && view.getUint32(start + 22, true) === size);
    const sameName = own.length === name.length && own.every((byte, index) => byte === name[index]);
    const same = sameSize && flags === ownFlags && method === view.getUint16(start + 8, true);
    const fault: Fault | null = !sameName ? 'name-differs' : same ? null : 'altered';
    entries.push({ path: zipName(name, flags), flags, method, packedSize, size, start, from, fault });
    at += 46 + name.length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Behind the list stands its end, or first the two records of a large zip.
  return at === end || (at === end - 76 && view.getUint32(at, true) === 0x06064b50) ? entries : null;
}

/** Whether every byte before the list belongs to a file of it: another program might find more. */
export function hasHiddenBytes(entries: readonly ZipEntry[], list: number): boolean {
  const inOrder = [...entries].sort((a, b) => a.start - b.start);
  let expected = 0;
  let behind: readonly number[] = [0];
  for (const { start, from, packedSize, flags } of inOrder) {
    if (!behind.includes(start - expected)) return true;
    expected = from + packedSize;
    // The sizes behind the file: with a mark or without, short or long.
    behind = (flags & 8) === 0 ? [0] : [12, 16, 20, 24];
  }
  return !behind.includes(list - expected);
}

/** The files of the list, unpacked as far as a package may grow. */
export async function unpackEntries(zip: Uint8Array, entries: readonly ZipEntry[]): Promise<Unpacked> {
  const [maxFiles, maxBytes] = [2_000, 2 ** 29];
  const files: FileOnHand[] = [];
  const checks: Check[] = [];
  const names = new Set<string>();
  let total = 0;
  for (const { path, flags, method, packedSize, size, from, fault } of entries) {
    if (fault !== null) checks.push({ kind: 'zip', subject: path, fault });
    if (path.endsWith('/') && size === 0) continue;
    // Of two with one name, other programs may show the one that is not looked at here.
    if (names.has(path)) checks.push({ kind: 'zip', subject: path, fault: 'twice' });
    names.add(path);
    total += size;
    const part = zip.subarray(from, from + packedSize);
    // What is marked as encrypted is not read, whatever it is.
    const isReadable = (flags & 0x2041) === 0 && total <= maxBytes && files.length < maxFiles;
    const isPlain = method === 0 && part.length === size;
    const unpacked = method === 8 && isReadable ? await inflated(part, size).catch(() => null) : null;
    files.push({ path, bytes: isReadable && isPlain ? part : unpacked });
  }
  return { files, checks };
}

/** Null: it is no zip, or it is none any more in which a name could be read. */
export async function readZip(zip: Uint8Array): Promise<Unpacked | null> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const ofZip = (fault: Fault): Check => ({ kind: 'zip', subject: '', fault });
  const broken = (): Unpacked | null => {
    const files = namesIn(zip);
    return files.length === 0 ? null : { files, checks: [ofZip('cut-off')] };
  };
  let end = zip.length - 22;
  while (end >= 0 && (zip[end] !== 0x50 || view.getUint32(end, true) !== 0x06054b50)) end -= 1;
  if (end < 0) return broken();
  try {
    const entries = zipEntries(zip, end);
    if (entries === null) return broken();
    const { files, checks } = await unpackEntries(zip, entries);
    if (zip.length > end + 22) checks.push(ofZip('after-end'));
    if (hasHiddenBytes(entries, view.getUint32(end + 16, true))) checks.push(ofZip('hidden'));
    return { files, checks };
  } catch {
    return broken();
  }
}

/** What the page is given of this file. */
export const UNPACKING = [
  zipName,
  inflated,
  namesIn,
  zipEntries,
  hasHiddenBytes,
  unpackEntries,
  readZip,
] as const;
