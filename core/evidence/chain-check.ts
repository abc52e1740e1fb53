/** Is the whole chain of a municipality as it was written? Pure: links and files go by, one capture after the other. */
import { commentId, sha256 } from '../kernel/ids.ts';
import { type ChainLink, faultsOf, type ListedFile, nextLink, type SealedCapture } from './capture.ts';
import type { ChainFault } from './chain-fault.ts';

export interface FoundFault {
  readonly seq: number;
  readonly captureId: string | null;
  readonly fault: ChainFault;
  /** Paths or words, never content. */
  readonly detail: string;
}

export interface PassingCapture {
  readonly captureId: string;
  readonly chain: ChainLink;
  readonly sealed: SealedCapture;
  /** A picture of what may not be kept: its bytes were deleted, and its seal stays. */
  readonly forgotten: boolean;
  /** How it is found: whose it is, of which item, of which day. */
  readonly row: {
    readonly itemId: string;
    readonly accountId: string;
    readonly sealedAt: Date;
    readonly recordId?: string;
    readonly files: readonly ListedFile[];
  };
}

interface SealedFacts {
  readonly at?: string;
  readonly captureId?: string;
  readonly object?: { readonly externalId: string };
  readonly of?: { readonly captureId: string };
  readonly files: readonly ListedFile[];
}

/** What the row says beside its seal, held against the seal: evidence under another item or day is lost, or misleads. */
function rowFaults({ captureId, sealed, row }: PassingCapture): string[] {
  if (sha256(sealed.manifest) !== sealed.manifestSha256) return [];
  const facts = JSON.parse(sealed.manifest) as SealedFacts;
  const { at, object, of, files } = facts;
  const mimes = new Map(files.map(({ path, mime }) => [path, mime]));
  const differs: Readonly<Record<string, boolean>> = {
    id: facts.captureId !== undefined && facts.captureId !== captureId,
    sealedAt: at !== undefined && at !== row.sealedAt.toISOString(),
    itemId: object !== undefined && commentId(row.accountId, object.externalId) !== row.itemId,
    recordId: of?.captureId !== row.recordId,
    files: row.files.some(({ path, mime }) => mimes.has(path) && mimes.get(path) !== mime),
  };
  return Object.keys(differs).filter((name) => differs[name]);
}

/** Where the link stands: after the one before it, by number and by hash. */
function placeFault(before: ChainLink | null, { captureId, chain }: PassingCapture): FoundFault | null {
  const expected = (before?.seq ?? 0) + 1;
  if (chain.seq === expected) return null;
  const fault = chain.seq > expected ? 'gap' : 'reordered';
  return { seq: chain.seq, captureId, fault, detail: `expected ${expected}` };
}

/** Every fault of one capture, seen from the link before it. */
export function captureFaults(before: ChainLink | null, capture: PassingCapture): FoundFault[] {
  const { captureId, chain, sealed } = capture;
  const found: FoundFault[] = [];
  const place = placeFault(before, capture);
  if (place !== null) found.push(place);
  // Over a gap the link is held against its own number, so that one gap is one fault.
  const base = place === null ? before : { seq: chain.seq - 1, previous: '', hash: chain.previous };
  const expected = nextLink(base, { captureId, manifestSha256: sealed.manifestSha256 });
  if (expected.hash !== chain.hash || expected.previous !== chain.previous)
    found.push({ seq: chain.seq, captureId, fault: 'link', detail: 'the link is over something else' });
  const files = faultsOf(sealed).filter((fault) => !(capture.forgotten && fault.endsWith(' is missing.')));
  const row = rowFaults(capture);
  if (row.length > 0) files.push(`The row is not what was sealed: ${row.join(', ')}.`);
  if (files.length > 0) found.push({ seq: chain.seq, captureId, fault: 'files', detail: files.join(' ') });
  return found;
}

/** A head that left the system must still be the hash at its place. */
export function headFault(
  head: { readonly seq: number; readonly hash: string },
  found: ChainLink | null,
): FoundFault | null {
  if (found?.hash === head.hash) return null;
  const at = { seq: head.seq, captureId: null };
  if (found === null)
    return { ...at, fault: 'cut-off', detail: 'the chain ends before a head that was taken' };
  return { ...at, fault: 'head', detail: 'the chain is not the one whose head was taken' };
}
