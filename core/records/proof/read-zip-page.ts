/**
 * Unpacks a zip in a browser, for the page in a package; Node has a library. Only what the list at the zip's end names
 * is read, and never more than it says: a small file must not unpack to fill the memory.
 */
import type { FileOnHand } from './check-package.ts';

export async function readZip(zip: Uint8Array): Promise<FileOnHand[] | null> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const [maxFiles, maxBytes] = [10_000, 2 ** 30];
  let end = zip.length - 22;
  while (end >= 0 && end > zip.length - 65_558 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return null;
  const unpacked = async (part: Uint8Array, size: number): Promise<Uint8Array | null> => {
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
  };
  const files: FileOnHand[] = [];
  const names = new Set<string>();
  let total = 0;
  try {
    let at = view.getUint32(end + 16, true);
    const count = view.getUint16(end + 10, true);
    if (count > maxFiles) return null;
    for (let number = 0; number < count; number += 1) {
      if (view.getUint32(at, true) !== 0x02014b50) return null;
      const method = view.getUint16(at + 10, true);
      const packedSize = view.getUint32(at + 20, true);
      const size = view.getUint32(at + 24, true);
      const nameLength = view.getUint16(at + 28, true);
      const local = view.getUint32(at + 42, true);
      const path = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      if (path.endsWith('/')) continue;
      // Of two with one name, other programs may show the one that is not looked at here.
      if (names.has(path)) return null;
      names.add(path);
      total += size;
      if (total > maxBytes) return null;
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const part = zip.subarray(from, from + packedSize);
      const bytes = method === 0 ? part : await unpacked(part, size).catch(() => null);
      files.push({ path, bytes: bytes?.length === size ? bytes : null });
    }
  } catch {
    return null;
  }
  return files;
}
