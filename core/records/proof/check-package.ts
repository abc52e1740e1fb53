/**
 * Is this evidence package whole and unaltered? The command and the page that lies in every package check by this code:
 * its functions are written into the page as they stand, so they use each other, their arguments and the platform, and
 * nothing that is imported. A package may come from anywhere: nothing of it is trusted, and nothing of it may throw.
 */

import type { StampFault } from '../../kernel/stamp-fault.ts';

export interface FileOnHand {
  /** As in the manifest, with `/`. */
  readonly path: string;
  /** Null: it could not be read or unpacked. */
  readonly bytes: Uint8Array | null;
}

export type CheckKind =
  | 'manifest'
  | 'checksums'
  | 'file'
  | 'extra'
  | 'seal'
  | 'sealed-file'
  | 'link'
  | 'time-stamp'
  | 'zip';
export type Fault =
  | 'missing'
  | 'altered'
  | 'size'
  | 'unreadable'
  | 'unlisted'
  | 'unknown-format'
  | 'gap'
  | 'reordered'
  | 'not-in-chain'
  | 'twice'
  | 'name-differs'
  | 'after-end'
  | 'hidden'
  | 'cut-off'
  | StampFault;

/**
 * What must be said of something that is in order. list-only: it is as in the list, and the list is not sealed. withheld:
 * it is not in the package, and that is sealed as well.
 */
export type Note = 'list-only' | 'withheld' | 'authority-not-checked' | 'no-time-stamp';

export interface Check {
  readonly kind: CheckKind;
  /** A path, or the number of a link. */
  readonly subject: string;
  /** Null: in order. */
  readonly fault: Fault | null;
  readonly note?: Note;
}

type Hash = (data: Uint8Array) => string;
type Fields = { readonly [name: string]: unknown };
interface Listed {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}
interface OnHand {
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  readonly hash: Hash;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Null: no JSON in UTF-8. */
export function jsonOf(bytes: Uint8Array | null | undefined): Fields | null {
  if (bytes === null || bytes === undefined) return null;
  try {
    return fieldsOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

function listedIn(value: unknown): readonly Listed[] {
  return listOf(value).map(({ path, bytes, sha256 }) => ({
    path: String(path),
    bytes: Number(bytes),
    sha256: String(sha256),
  }));
}

function faultOf({ path, bytes, sha256 }: Listed, { files, hash }: OnHand): Fault | null {
  const found = files.get(path);
  if (found === undefined) return 'missing';
  if (found === null) return 'unreadable';
  if (found.length !== bytes) return 'size';
  return hash(found) === sha256 ? null : 'altered';
}

/** Every file of the list, and that the same list stands in `checksums.sha256`. */
function checkFiles(manifest: Fields, hand: OnHand): Check[] {
  const listed = listedIn(manifest.files);
  const sums = new Map<string, string>();
  const text = hand.files.get('checksums.sha256');
  const lines = text ? new TextDecoder().decode(text).split('\n') : [];
  for (const line of lines) {
    const found = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
    if (found?.[1] && found[2]) sums.set(found[2], found[1]);
  }
  const whole = lines.length === sums.size + 1 && lines[lines.length - 1] === '';
  const agree =
    sums.size === listed.length + 1 && listed.every(({ path, sha256 }) => sums.get(path) === sha256);
  const own = hand.files.get('manifest.json');
  const manifestFault = own && sums.get('manifest.json') === hand.hash(own) ? null : 'altered';
  const sumsFault = text === undefined ? 'missing' : text && whole && agree ? null : 'altered';
  const known = new Set(['manifest.json', 'checksums.sha256', ...listed.map(({ path }) => path)]);
  const extra = [...hand.files.keys()].filter((path) => !known.has(path));
  return [
    { kind: 'manifest', subject: 'manifest.json', fault: manifestFault },
    { kind: 'checksums', subject: 'checksums.sha256', fault: sumsFault },
    ...listed.map((entry): Check => {
      const fault = faultOf(entry, hand);
      const check: Check = { kind: 'file', subject: entry.path, fault };
      // Sealed is what lies in the folders; chain and time stamp prove themselves.
      const isProved = entry.path.includes('/') || /^chain(?:-head\.tsr|\.json)$/.test(entry.path);
      return fault === null && !isProved ? { ...check, note: 'list-only' } : check;
    }),
    ...extra.map((path): Check => ({ kind: 'extra', subject: path, fault: 'unlisted' })),
  ];
}

/** Its number, its hash over the link before, and that it follows on that one. */
function linkFault(link: Fields, before: Fields | undefined, hash: Hash): Fault | null {
  const { seq, captureId, manifestSha256, previous } = link;
  // Canonical JSON (RFC 8785): the names in order, no spaces.
  const entry = JSON.stringify({ captureId, manifestSha256, seq });
  if (hash(new TextEncoder().encode(`${previous}${entry}`)) !== link.hash) return 'altered';
  if (before === undefined) return null;
  const step = Number(seq) - Number(before.seq);
  if (step !== 1) return step > 1 ? 'gap' : 'reordered';
  return previous === before.hash ? null : 'altered';
}

/** The stretches of the chain, each a list of links that follow on one another. */
function stretchesOf(chain: Fields): readonly (readonly Fields[])[] {
  return Array.isArray(chain.stretches) ? chain.stretches.map(listOf) : [];
}

function checkLinks(chain: Fields, hash: Hash): Check[] {
  const stretches = stretchesOf(chain);
  if (stretches.flat().length === 0) return [{ kind: 'link', subject: 'chain.json', fault: 'missing' }];
  const checks = stretches.flatMap((links) =>
    links.map((link, index): Check => {
      const fault = linkFault(link, links[index - 1], hash);
      return { kind: 'link', subject: String(link.seq), fault };
    }),
  );
  const starts = stretches.map(([first]) => Number(first?.seq));
  const ordered = starts.every(
    (seq, index) => index === 0 || seq > Number(stretches[index - 1]?.at(-1)?.seq),
  );
  return ordered ? checks : [...checks, { kind: 'link', subject: 'chain.json', fault: 'reordered' }];
}

interface Seal {
  readonly entry: Listed;
  readonly content: Fields;
}

/** The seals in the package: manifests of what was sealed. */
function sealsIn(manifest: Fields, hand: OnHand): readonly Seal[] {
  return listedIn(manifest.files).flatMap((entry) => {
    const content = jsonOf(hand.files.get(entry.path));
    const isSeal = entry.path.endsWith('.json') && String(content?.format).startsWith('uppsikt-capture-');
    return isSeal && content !== null ? [{ entry, content }] : [];
  });
}

/** A seal of a picture, or of what is withheld, names the record that it is about. */
function isAbout({ content }: Seal, manifest: Fields): boolean {
  return fieldsOf(content.of).manifestSha256 === manifest.manifestSha256;
}

/** That the record itself stands where the package says, and that its picture was not taken out with its seal. */
function checkPlace(manifest: Fields, links: readonly Fields[], seals: readonly Seal[]): Check[] {
  const own = links.find(({ manifestSha256 }) => manifestSha256 === manifest.manifestSha256);
  const checks: Check[] = [];
  if (!seals.some(({ entry }) => entry.sha256 === manifest.manifestSha256))
    checks.push({ kind: 'seal', subject: 'manifest.json', fault: 'missing' });
  const { hash, previous, seq } = fieldsOf(manifest.chain);
  const asSaid = own?.captureId === manifest.captureId && own?.seq === seq;
  if (own === undefined || !asSaid || own.hash !== hash || own.previous !== previous)
    checks.push({ kind: 'seal', subject: 'chain.json', fault: 'not-in-chain' });
  return checks;
}

/** A link of this record's picture whose seal is not here: somebody has taken out both. */
function checkPicture(manifest: Fields, links: readonly Fields[], { files, hash }: OnHand): Check[] {
  const name = new TextEncoder().encode(`${manifest.captureId}\u001fpicture`);
  const pictureId = hash(name).slice(0, 32);
  const here = new Set([...files.values()].map((bytes) => (bytes === null ? '' : hash(bytes))));
  return links
    .filter(({ captureId, manifestSha256 }) => captureId === pictureId && !here.has(String(manifestSha256)))
    .map(({ seq }) => ({ kind: 'seal', subject: String(seq), fault: 'missing' }));
}

/** Each file that a seal lists, found by hash, since a name may have changed. */
function checkSealed(seal: Seal, { listed, withheld, hand }: SealedAsked): Check[] {
  return listedIn(seal.content.files).map((sealed): Check => {
    const here = listed.find(({ sha256, bytes }) => sha256 === sealed.sha256 && bytes === sealed.bytes);
    const check = { kind: 'sealed-file', subject: `${seal.entry.path}: ${sealed.path}` } as const;
    if (here !== undefined) return { ...check, fault: faultOf(here, hand) };
    return withheld.has(sealed.sha256)
      ? { ...check, fault: null, note: 'withheld' }
      : { ...check, fault: 'missing' };
  });
}

interface SealedAsked {
  readonly listed: readonly Listed[];
  /** Hashes of what is sealed as withheld. */
  readonly withheld: ReadonlySet<string>;
  readonly hand: OnHand;
}

/** Each seal stands in the chain, and what it lists is in the package. */
function checkSeals(manifest: Fields, chain: Fields, hand: OnHand): Check[] {
  const listed = listedIn(manifest.files);
  const links = stretchesOf(chain).flat();
  const seals = sealsIn(manifest, hand);
  const checks = [...checkPlace(manifest, links, seals), ...checkPicture(manifest, links, hand)];
  const about = seals.filter((seal) => isAbout(seal, manifest));
  const withheld = new Set(
    about.flatMap(({ content }) => listedIn(content.withheld).map(({ sha256 }) => sha256)),
  );
  for (const seal of seals) {
    const { path, sha256 } = seal.entry;
    const linked = links.some(({ manifestSha256 }) => manifestSha256 === sha256);
    // One of another record would be in the chain as well.
    const ours = sha256 === manifest.manifestSha256 || about.includes(seal);
    checks.push({ kind: 'seal', subject: path, fault: linked && ours ? null : 'not-in-chain' });
    checks.push(...checkSealed(seal, { listed, withheld, hand }));
  }
  const sealedHashes = new Set(
    seals.flatMap(({ entry, content }) => [entry, ...listedIn(content.files)]).map(({ sha256 }) => sha256),
  );
  // What lies in a folder was sealed. The list itself is not: whoever makes it anew can put a file more into it.
  for (const { path, sha256 } of listed)
    if (path.includes('/') && !sealedHashes.has(sha256))
      checks.push({ kind: 'extra', subject: path, fault: 'not-in-chain' });
  return checks;
}

/** Every check, in order; a package is intact when no check has a fault. */
export function checkPackage(files: readonly FileOnHand[], hash: Hash): Check[] {
  const hand: OnHand = { files: new Map(files.map(({ path, bytes }) => [path, bytes])), hash };
  const manifest = jsonOf(hand.files.get('manifest.json'));
  if (manifest === null) {
    const fault = hand.files.has('manifest.json') ? 'unreadable' : 'missing';
    return [{ kind: 'manifest', subject: 'manifest.json', fault }];
  }
  const chain = jsonOf(hand.files.get('chain.json')) ?? {};
  const format: Check[] =
    manifest.format === 'uppsikt-package-1'
      ? []
      : [{ kind: 'manifest', subject: 'manifest.json', fault: 'unknown-format' }];
  return [
    ...format,
    ...checkFiles(manifest, hand),
    ...checkSeals(manifest, chain, hand),
    ...checkLinks(chain, hash),
  ];
}

/** What the page is given of this file. */
export const CHECKING = [
  fieldsOf,
  listOf,
  jsonOf,
  listedIn,
  faultOf,
  checkFiles,
  linkFault,
  stretchesOf,
  checkLinks,
  sealsIn,
  isAbout,
  checkPlace,
  checkPicture,
  checkSealed,
  checkSeals,
  checkPackage,
] as const;
