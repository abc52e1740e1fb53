/**
 * Is this evidence package whole and unaltered? The command and the page that lies in every package check by this code:
 * its functions are written into the page as they stand, so they use each other, their arguments and the platform, and
 * nothing that is imported. A package may come from anywhere: nothing of it is trusted, and nothing of it may throw.
 */

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
  | 'time-stamp';
export type Fault =
  | 'missing'
  | 'altered'
  | 'size'
  | 'unreadable'
  | 'unlisted'
  | 'unknown-format'
  | 'gap'
  | 'reordered'
  | 'not-in-chain';

export interface Check {
  readonly kind: CheckKind;
  /** A path, or the number of a link. */
  readonly subject: string;
  /** Null: in order. */
  readonly fault: Fault | null;
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
function jsonOf(bytes: Uint8Array | null | undefined): Fields | null {
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
    ...listed.map((entry): Check => ({ kind: 'file', subject: entry.path, fault: faultOf(entry, hand) })),
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

/** Each seal stands in the chain, and what it lists is in the package: found by hash, since a name may have changed. */
function checkSeals(manifest: Fields, chain: Fields, hand: OnHand): Check[] {
  const listed = listedIn(manifest.files);
  const links = stretchesOf(chain).flat();
  const seals = listed.flatMap((entry) => {
    const content = jsonOf(hand.files.get(entry.path));
    const isSeal = entry.path.endsWith('.json') && String(content?.format).startsWith('uppsikt-capture-');
    return isSeal && content !== null ? [{ entry, content }] : [];
  });
  const first = seals.find(({ entry }) => entry.sha256 === manifest.manifestSha256);
  const own = links.find(({ manifestSha256 }) => manifestSha256 === manifest.manifestSha256);
  const checks: Check[] = [];
  if (first === undefined) checks.push({ kind: 'seal', subject: 'manifest.json', fault: 'missing' });
  const { hash, previous, seq } = fieldsOf(manifest.chain);
  const asSaid = own?.captureId === manifest.captureId && own?.seq === seq;
  if (own === undefined || !asSaid || own.hash !== hash || own.previous !== previous)
    checks.push({ kind: 'seal', subject: 'chain.json', fault: 'not-in-chain' });
  const sealedHashes = new Set(seals.map(({ entry }) => entry.sha256));
  for (const { entry, content } of seals) {
    const linked = links.some(({ manifestSha256 }) => manifestSha256 === entry.sha256);
    // A picture's seal names the record that it shows: one of another record would be in the chain as well.
    const ours = entry === first?.entry || fieldsOf(content.of).manifestSha256 === manifest.manifestSha256;
    checks.push({ kind: 'seal', subject: entry.path, fault: linked && ours ? null : 'not-in-chain' });
    for (const { sha256 } of listedIn(content.files)) sealedHashes.add(sha256);
    for (const sealed of listedIn(content.files)) {
      const here = listed.find(({ sha256, bytes }) => sha256 === sealed.sha256 && bytes === sealed.bytes);
      const fault = here === undefined ? 'missing' : faultOf(here, hand);
      checks.push({ kind: 'sealed-file', subject: `${entry.path}: ${sealed.path}`, fault });
    }
  }
  // What lies in a folder was sealed. The list itself is not: whoever makes it anew can put a file more into it.
  for (const { path, sha256 } of listed)
    if (path.includes('/') && !sealedHashes.has(sha256))
      checks.push({ kind: 'extra', subject: path, fault: 'not-in-chain' });
  return checks;
}

/** A package in a folder or a zip is one folder in it: seen from its own root. Several packages at once are none. */
export function fromItsRoot(files: readonly FileOnHand[]): FileOnHand[] {
  let found = [...files];
  for (let depth = 0; depth < 8; depth += 1) {
    const top = found[0]?.path.split('/')[0] ?? '';
    if (found.some(({ path }) => !path.startsWith(`${top}/`))) break;
    found = found.map(({ path, bytes }) => ({ path: path.slice(top.length + 1), bytes }));
  }
  return found;
}

/** Whether it was ever one of ours; what is left of one counts. */
export function isPackage(files: readonly FileOnHand[]): boolean {
  const paths = new Set(files.map(({ path }) => path));
  const ours = ['manifest.json', 'checksums.sha256', 'chain.json'].filter((path) => paths.has(path));
  const manifest = jsonOf(files.find(({ path }) => path === 'manifest.json')?.bytes);
  return ours.length >= 2 || manifest?.format === 'uppsikt-package-1';
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
  checkSeals,
  fromItsRoot,
  isPackage,
  checkPackage,
] as const;
