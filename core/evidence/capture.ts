/**
 * Sealed evidence: the record now, its picture later. A manifest lists every file with its size and SHA-256; the
 * manifest's own hash goes into a chain, so that a missing, altered or reordered capture shows (records.md 3.3).
 */
import { sha256 } from '../kernel/ids.ts';
import { canonicalJson, type Json, toJson } from './canonical.ts';

const MANIFEST_FORMAT = 'uppsikt-capture-1';
/** What the first capture of a municipality follows on. */
export const CHAIN_START = '0'.repeat(64);

export interface CapturedFile {
  readonly path: string;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  /** UTF-8 text; pictures come with the records work. */
  readonly content: string;
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
  /** The changes as the platform sent them. */
  readonly raw: unknown;
  /** Comment with author, revisions and times. */
  readonly comment: unknown;
  /** Post, ancestors and neighbours as they were known. */
  readonly context: unknown;
  /** Why it was captured: categories, reason, axis, rules version, actor. */
  readonly assessment: unknown;
}

function file(path: string, content: Json): CapturedFile {
  const text = canonicalJson(content);
  return {
    path,
    mime: 'application/json',
    bytes: Buffer.byteLength(text),
    sha256: sha256(text),
    content: text,
  };
}

/** Seals a record: pure, so the same record with the same facts gives the same hashes. `at` in ISO UTC. */
export function sealCapture(
  record: CaptureRecord,
  facts: Record<string, Json> & { at: string },
): SealedCapture {
  const files = [
    file('raw.json', toJson(record.raw)),
    file('comment.json', toJson(record.comment)),
    file('context.json', toJson(record.context)),
    file('assessment.json', toJson(record.assessment)),
  ];
  const listed = files.map(({ path, mime, bytes, sha256: hash }) => ({ path, mime, bytes, sha256: hash }));
  const manifest = canonicalJson({ format: MANIFEST_FORMAT, ...facts, files: listed });
  return { files, manifest, manifestSha256: sha256(manifest) };
}

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
  const listed = (
    JSON.parse(capture.manifest) as { files: { path: string; bytes: number; sha256: string }[] }
  ).files;
  for (const { path, bytes, sha256: hash } of listed) {
    const found = capture.files.find((file) => file.path === path);
    if (found === undefined) faults.push(`${path} is missing.`);
    else if (sha256(found.content) !== hash || Buffer.byteLength(found.content) !== bytes)
      faults.push(`${path} has been altered.`);
  }
  for (const { path } of capture.files)
    if (!listed.some((file) => file.path === path)) faults.push(`${path} is not in the manifest.`);
  return faults;
}
