/** The evidence package: for people, for the register's folder and for whoever wants to prove it later. */
import { canonicalJson, type Json } from '../evidence/canonical.ts';
import type { ChainLink } from '../evidence/capture.ts';
import type { EvidencePackage, PackageFile } from '../evidence/package.ts';
import { reportFile, sealedFilesOf, writtenFile } from './content-files.ts';
import { distinctNames, safeName } from './file-names.ts';
import { verifierPage } from './proof/verifier-page.ts';
import { evidenceReadMe } from './read-me.ts';
import { recordCatalogue } from './record-words.ts';

/** A link with what it was made over, so that anyone can make it again. */
export interface ProofLink extends ChainLink {
  readonly captureId: string;
  readonly manifestSha256: string;
}

/** Stretches of the municipality's chain, each without a gap: from a seal to a head that stands outside the system. */
export interface ChainProof {
  readonly stretches: readonly (readonly ProofLink[])[];
  /** An RFC 3161 answer over the first stretch's last hash (its 64 hexadecimal characters); null: none yet. */
  readonly timeStamp: Uint8Array | null;
}

export const TIME_STAMP_PATH = 'chain-head.tsr';

interface Placed extends PackageFile {
  readonly role: 'report' | 'picture' | 'sealed' | 'chain' | 'guide' | 'time-stamp';
  /** Where the file had another name that not every disk can hold. */
  readonly original?: string;
}

function placed(
  files: readonly PackageFile[],
  { folder, role }: { readonly folder: string; readonly role: Placed['role'] },
): Placed[] {
  const distinct = distinctNames();
  return files.map(({ path, mime, bytes, sha256, createdAt }) => {
    const name = distinct(safeName(path));
    const renamed = name === path ? {} : { original: path };
    return { path: `${folder}/${name}`, mime, bytes, sha256, createdAt, role, ...renamed };
  });
}

const listed = ({ path, mime, bytes, sha256, createdAt, role, original }: Placed): Json => ({
  path,
  mime,
  bytes: bytes.length,
  sha256,
  createdAt,
  role,
  ...(original === undefined ? {} : { original }),
});

function manifestOf(evidence: EvidencePackage, files: readonly Placed[]): string {
  const { captureId, itemId, sealedAt, language, manifestSha256, chain, software } = evidence;
  return canonicalJson({
    format: 'uppsikt-package-1',
    captureId,
    itemId,
    sealedAt,
    language,
    manifestSha256,
    chain: { seq: chain.seq, previous: chain.previous, hash: chain.hash },
    software: { name: software.name, version: software.version },
    files: files.map(listed),
  });
}

/** The links of its seals, in their order. */
export function sealLinks(evidence: EvidencePackage): ProofLink[] {
  const { pictureSeal, withholdingSeal } = evidence;
  return [evidence, pictureSeal, withholdingSeal]
    .flatMap((seal) => (seal ? [seal] : []))
    .map(({ captureId, manifestSha256, chain }) => ({ ...chain, captureId, manifestSha256 }))
    .toSorted((a, b) => a.seq - b.seq);
}

/** In stretches without a gap: what there is while no head of the chain has left the system. */
export function inStretches(links: readonly ProofLink[]): ProofLink[][] {
  const stretches: ProofLink[][] = [];
  for (const link of links) {
    const last = stretches.at(-1);
    if (last?.at(-1)?.seq === link.seq - 1) last.push(link);
    else stretches.push([link]);
  }
  return stretches;
}

function chainFiles(evidence: EvidencePackage, proof: ChainProof | null): Placed[] {
  const link = ({ seq, captureId, manifestSha256, previous, hash }: ProofLink) => ({
    seq,
    captureId,
    manifestSha256,
    previous,
    hash,
  });
  const stretches = (proof?.stretches ?? inStretches(sealLinks(evidence))).map((links) => links.map(link));
  const text = canonicalJson({ format: 'uppsikt-chain-1', stretches });
  const chain = writtenFile(evidence, 'chain.json', new TextEncoder().encode(text));
  const stamp = proof?.timeStamp;
  return [
    { ...chain, role: 'chain' },
    ...(stamp
      ? [
          {
            ...writtenFile(evidence, TIME_STAMP_PATH, stamp),
            mime: 'application/timestamp-reply',
            role: 'time-stamp' as const,
          },
        ]
      : []),
  ];
}

export interface EvidenceInput {
  readonly pdf: Uint8Array;
  readonly proof: ChainProof | null;
}

export function evidenceFiles(evidence: EvidencePackage, { pdf, proof }: EvidenceInput): PackageFile[] {
  const { path } = recordCatalogue(evidence.language);
  const utf8 = new TextEncoder();
  const page = writtenFile(evidence, path.verifier, utf8.encode(verifierPage(evidence.language)));
  const files: Placed[] = [
    { ...reportFile(evidence, pdf), role: 'report' },
    { ...writtenFile(evidence, path.readMe, utf8.encode(evidenceReadMe(evidence))), role: 'guide' },
    { ...page, mime: 'text/html', role: 'guide' },
    ...placed(evidence.pictures, { folder: path.pictures, role: 'picture' }),
    ...placed(sealedFilesOf(evidence), { folder: path.sealed, role: 'sealed' }),
    ...chainFiles(evidence, proof),
  ];
  const manifest = writtenFile(evidence, 'manifest.json', utf8.encode(manifestOf(evidence, files)));
  const sums = [...files, manifest].map(({ sha256, path: name }) => `${sha256}  ${name}\n`).join('');
  return [
    ...files.map(({ role: _role, original: _original, ...file }) => file),
    manifest,
    { ...writtenFile(evidence, 'checksums.sha256', utf8.encode(sums)), mime: 'text/plain' },
  ];
}
