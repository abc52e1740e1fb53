/** Writes a zip: the same files give the same bytes, on every machine and in every time zone. */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  /** With `/`; written as UTF-8, and marked as such. */
  readonly path: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** What is packed already grows by packing it again. */
const PACKED = /^(?:image\/(?:png|jpeg|webp|gif)|application\/(?:pdf|zip))$/u;
/** A zip holds local time without saying where: noon of a day that every zone has. */
const SAME_TIME = new Date(1980, 0, 1, 12);
/** A plain file, to be read by everyone and written by its owner. */
const FILE_MODE = 0o100644;

/** `root`: the folder that everything lies in, so that unpacking strews nothing about. Null: none. */
export function zipStream(entries: readonly ZipEntry[], root: string | null): Readable {
  const zip = new ZipFile();
  for (const { path, mime, bytes } of entries) {
    zip.addBuffer(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      root === null ? path : `${root}/${path}`,
      { mtime: SAME_TIME, mode: FILE_MODE, compress: !PACKED.test(mime), forceDosTimestamp: true },
    );
  }
  zip.end();
  return zip.outputStream as Readable;
}

/** A file that is read only when its turn has come, so that a zip of any size takes the memory of one piece. */
export interface StreamedEntry {
  readonly path: string;
  readonly size: number;
  open(): Readable;
}

/** Packed as they are: what lies in it is packed already. A file that breaks off breaks the zip off. */
export function zipOfStreams(entries: readonly StreamedEntry[], root: string): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | null = null;
  const fail = (error: Error): void => void output.destroy(error);
  zip.on('error', fail);
  output.on('close', () => current?.destroy());
  for (const { path, size, open } of entries) {
    const options = { mtime: SAME_TIME, mode: FILE_MODE, compress: false, forceDosTimestamp: true, size };
    zip.addReadStreamLazy(`${root}/${path}`, options, (begin) => {
      current = open();
      current.on('error', fail);
      begin(null, current);
    });
  }
  zip.end();
  return output;
}

export const zipBytes = (entries: readonly ZipEntry[], root: string | null): Promise<Uint8Array> =>
  buffer(zipStream(entries, root));
