/**
 * Sealed evidence. A manifest lists every file with its size and SHA-256; the manifest's own hash goes into a chain, so
 * that a missing, altered or reordered capture shows (records.md 3.3). The record is sealed first; its picture follows as
 * a seal of its own, whose manifest names the record's.
 */
import { sha256 } from '../kernel/ids.ts';
import { canonicalJson, type Json, toJson } from './canonical.ts';

/** How a manifest is written. What a record's files hold is said by the fact `record`. */
const MANIFEST_FORMAT = 'uppsikt-capture-1';
/** Of the files of a record: 1 (the fact is absent) had neither the delivery's own bytes nor the house rules' text. */
export const RECORD_FORMAT = 2;
/** What the first capture of a municipality follows on. */
export const CHAIN_START = '0'.repeat(64);

/** What the manifest says of a file. */
export interface ListedFile {
  readonly path: string;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface CapturedFile extends ListedFile {
  /** Text, which is hashed and stored as UTF-8, or the bytes of a picture. */
  readonly content: string | Uint8Array;
}

export interface ChainLink {
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
}

export interface SealedCapture {
  readonly files: readonly CapturedFile[];
  /** Canonical JSON of the manifest. */
  readonly manifest: string;
  readonly manifestSha256: string;
}

/** The parts of a record, each of which becomes a file of the package. */
export interface CaptureRecord {
  /** The changes as the platform sent them: parsed, and the delivery's own bytes. */
  readonly raw: unknown;
  /** Comment with author, revisions and times. */
  readonly comment: unknown;
  /** Post, ancestors and neighbours as they were known. */
  readonly context: unknown;
  /** Why it was captured: verdicts, cause with actor, reason, axis, house rules. */
  readonly assessment: unknown;
}

export type CaptureFacts = Record<string, Json> & { readonly at: string };

const sizeOf = (content: string | Uint8Array): number =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;

export function capturedFile(path: string, mime: string, content: string | Uint8Array): CapturedFile {
  return { path, mime, bytes: sizeOf(content), sha256: sha256(content), content };
}

const jsonFile = (path: string, content: unknown): CapturedFile =>
  capturedFile(path, 'application/json', canonicalJson(toJson(content)));

/** Seals files: pure, so the same files with the same facts give the same hashes. `at` in ISO UTC. */
export function sealFiles(files: readonly CapturedFile[], facts: CaptureFacts): SealedCapture {
  const listed = files.map(({ path, mime, bytes, sha256: hash }) => ({ path, mime, bytes, sha256: hash }));
  const manifest = canonicalJson({ format: MANIFEST_FORMAT, ...facts, files: listed });
  return { files, manifest, manifestSha256: sha256(manifest) };
}

/** Seals a record. */
export const sealCapture = (record: CaptureRecord, facts: CaptureFacts): SealedCapture =>
  sealFiles(
    [
      jsonFile('raw.json', record.raw),
      jsonFile('comment.json', record.comment),
      jsonFile('context.json', record.context),
      jsonFile('assessment.json', record.assessment),
    ],
    facts,
  );

/** h_n = SHA256(h_{n-1} || canonical(entry_n)). */
export function nextLink(
  previous: ChainLink | null,
  entry: { captureId: string; manifestSha256: string },
): ChainLink {
  const before = previous?.hash ?? CHAIN_START;
  const seq = (previous?.seq ?? 0) + 1;
  const hash = sha256(
    before + canonicalJson({ seq, captureId: entry.captureId, manifestSha256: entry.manifestSha256 }),
  );
  return { seq, previous: before, hash };
}

/** Every fault of a capture, in words; empty: intact. */
export function faultsOf(capture: SealedCapture): string[] {
  const faults: string[] = [];
  if (sha256(capture.manifest) !== capture.manifestSha256)
    faults.push('The manifest does not have its stored hash.');
  const listed = (JSON.parse(capture.manifest) as { files: readonly ListedFile[] }).files;
  for (const { path, bytes, sha256: hash } of listed) {
    const found = capture.files.find((file) => file.path === path);
    if (found === undefined) faults.push(`${path} is missing.`);
    else if (sha256(found.content) !== hash || sizeOf(found.content) !== bytes)
      faults.push(`${path} has been altered.`);
  }
  for (const { path } of capture.files)
    if (!listed.some((file) => file.path === path)) faults.push(`${path} is not in the manifest.`);
  return faults;
}
