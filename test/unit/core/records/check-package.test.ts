/** A package that anyone has touched: every file with a bit flipped, taken out, added or exchanged, and its chain. */
import { describe, expect, test } from '@jest/globals';
import { canonicalJson, type Json } from '../../../../core/evidence/canonical.ts';
import { nextLink } from '../../../../core/evidence/capture.ts';
import { sha256 } from '../../../../core/kernel/ids.ts';
import { REPORT_NAME } from '../../../../core/records/content-files.ts';
import { type ProofLink, TIME_STAMP_PATH } from '../../../../core/records/evidence-files.ts';
import { packageFiles } from '../../../../core/records/package-files.ts';
import { checkPackage, type Fault, type FileOnHand } from '../../../../core/records/proof/check-package.ts';
import { fromItsRoot, isPackage, ownNames } from '../../../../core/records/proof/find-package.ts';
import { recordCatalogue } from '../../../../core/records/record-words.ts';
import { evidencePackage } from '../../../support/evidence-package.ts';
import { filesOf, hostileEvidence, KINDS, PDF } from '../../../support/records.ts';

const evidence = hostileEvidence();
const whole: readonly FileOnHand[] = filesOf(evidence, 'evidence');
const faultsOf = (files: readonly FileOnHand[]): (Fault | null)[] =>
  checkPackage(files, sha256)
    .map(({ fault }) => fault)
    .filter((fault) => fault !== null);

function flipped(file: FileOnHand, bit: number): FileOnHand {
  const bytes = Uint8Array.from(file.bytes!);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return { path: file.path, bytes };
}

describe('a package as it was written', () => {
  test.each(Object.keys(KINDS))('A package of %s is intact', (kind) => {
    const files = filesOf(KINDS[kind]!(), 'evidence');
    expect(isPackage(files)).toBe(true);
    expect(faultsOf(files)).toEqual([]);
  });

  test('Every file of it has a check of its own', () => {
    const checked = checkPackage(whole, sha256).map(({ subject }) => subject);
    for (const { path } of whole) expect(checked).toContain(path);
  });

  test('It is found below the folder that it was unpacked into', () => {
    const nested = whole.map(({ path, bytes }) => ({ path: `a/b/${path}`, bytes }));
    expect(faultsOf(fromItsRoot(nested))).toEqual([]);
  });

  test('What was put beside its folder is outside the list, and two packages are none', () => {
    const nested = whole.map(({ path, bytes }) => ({ path: `a/${path}`, bytes }));
    const beside = { path: '__MACOSX/x', bytes: new Uint8Array() };
    expect(faultsOf(fromItsRoot([...nested, beside]))).toEqual(['unlisted']);
    const second = whole.map(({ path, bytes }) => ({ path: `b/${path}`, bytes }));
    expect(isPackage(fromItsRoot([...nested, ...second]))).toBe(false);
  });

  test('It is known by the names at its root, in every language', () => {
    for (const language of ['sv', 'nb', 'en'] as const) {
      const { path } = recordCatalogue(language);
      expect(ownNames()).toEqual(
        expect.arrayContaining([path.readMe, path.verifier, REPORT_NAME[language], TIME_STAMP_PATH]),
      );
    }
  });

  test('Something else is no package', () => {
    expect(isPackage([])).toBe(false);
    expect(isPackage([{ path: 'manifest.json', bytes: new TextEncoder().encode('{"name":"app"}') }])).toBe(
      false,
    );
    expect(isPackage(filesOf(evidence, 'fgs-1.2'))).toBe(false);
  });
});

describe('a package that was touched', () => {
  test.each(whole.map(({ path }) => path))('A bit flipped anywhere in %s shows', (path) => {
    const at = whole.findIndex((file) => file.path === path);
    const bits = whole[at]!.bytes!.length * 8;
    // The first, the last and some between, odd ones included.
    for (const bit of new Set([0, 7, bits >> 2, (bits >> 1) + 3, bits - 5, bits - 1])) {
      const files = whole.with(at, flipped(whole[at]!, bit));
      expect(isPackage(files)).toBe(true);
      expect(faultsOf(files)).not.toEqual([]);
    }
  });

  test.each(whole.map(({ path }) => path))('Without %s it is not intact', (path) => {
    const files = whole.filter((file) => file.path !== path);
    expect(isPackage(files)).toBe(true);
    expect(faultsOf(files)).toContain('missing');
  });

  test('A file that was added shows, wherever it lies', () => {
    for (const path of ['extra.txt', 'bilder/extra.png', 'forseglat/.hidden'])
      expect(faultsOf([...whole, { path, bytes: new Uint8Array() }])).toEqual(['unlisted']);
  });

  test('Two files that were exchanged both show', () => {
    const [one, other] = whole.filter(({ path }) => path.startsWith('bilder/'));
    const files = whole.map((file) =>
      file === one
        ? { ...file, bytes: other!.bytes }
        : file === other
          ? { ...file, bytes: one!.bytes }
          : file,
    );
    const altered = checkPackage(files, sha256).filter(({ fault }) => fault === 'altered');
    expect(new Set(altered.map(({ kind }) => kind))).toEqual(new Set(['file', 'sealed-file']));
    expect(altered.filter(({ kind }) => kind === 'file')).toHaveLength(2);
  });

  test('A file that cannot be unpacked shows', () => {
    expect(faultsOf(whole.with(0, { path: whole[0]!.path, bytes: null }))).toEqual(['unreadable']);
  });

  test('Nothing that a manifest says makes the check fail itself', () => {
    for (const text of ['null', '[]', '{"files":1}', '{"files":[null,{"path":{}}]}', '{"chain":7}', '']) {
      const at = whole.findIndex(({ path }) => path === 'manifest.json');
      expect(
        faultsOf(whole.with(at, { path: 'manifest.json', bytes: new TextEncoder().encode(text) })),
      ).not.toEqual([]);
    }
  });
});

/** Whoever rewrites the list of files with all its hashes must still not get more into the package than was sealed. */
describe('a package whose list was made anew', () => {
  const relisted = (files: readonly FileOnHand[], edit: (manifest: Record<string, Json>) => void) => {
    const text = (path: string) => new TextDecoder().decode(files.find((file) => file.path === path)!.bytes!);
    const manifest = JSON.parse(text('manifest.json')) as { files: { path: string; sha256: string }[] };
    const onHand = new Map(files.map(({ path, bytes }) => [path, bytes!]));
    edit(manifest as unknown as Record<string, Json>);
    manifest.files = manifest.files
      .filter(({ path }) => onHand.has(path))
      .map((entry) => {
        const bytes = onHand.get(entry.path)!;
        return { ...entry, bytes: bytes.length, sha256: sha256(bytes) };
      });
    const list = new TextEncoder().encode(canonicalJson(manifest as unknown as Json));
    const sums = [...manifest.files, { path: 'manifest.json', sha256: sha256(list) }]
      .map((entry) => `${entry.sha256}  ${entry.path}\n`)
      .join('');
    const anew: FileOnHand[] = [
      { path: 'manifest.json', bytes: list },
      { path: 'checksums.sha256', bytes: new TextEncoder().encode(sums) },
    ];
    return files.map((file) => anew.find(({ path }) => path === file.path) ?? file);
  };

  test('Made anew as it was, it is intact', () => {
    expect(faultsOf(relisted(whole, () => undefined))).toEqual([]);
  });

  test('A picture that was never sealed shows', () => {
    const path = 'bilder/extra.png';
    const files = [...whole, { path, bytes: new Uint8Array([1]) }];
    const found = relisted(files, (manifest) => {
      (manifest.files as { path: string }[]).push({ path });
    });
    expect(faultsOf(found)).toEqual(['not-in-chain']);
  });

  test('The sealed picture of another record shows', () => {
    const other = hostileEvidence({ captureId: 'another' });
    const { pictureSeal } = { ...evidence, pictureSeal: other.pictureSeal! };
    const files = packageFiles({ ...evidence, pictureSeal }, 'evidence', { pdf: PDF });
    expect(faultsOf(files)).toContain('not-in-chain');
  });

  test('A picture taken out together with its seal shows, as long as the link of it stands in the chain', () => {
    const manifest = JSON.parse(
      new TextDecoder().decode(whole.find(({ path }) => path === 'manifest.json')!.bytes!),
    ) as { files: { path: string; sha256: string }[] };
    const seal = manifest.files.find(({ sha256: hash }) => hash === evidence.pictureSeal!.manifest.sha256)!;
    const files = whole.filter(({ path }) => !path.startsWith('bilder/') && path !== seal.path);
    expect(faultsOf(relisted(files, () => undefined))).toEqual(['missing']);
  });

  test('Another place in the chain than that of its link shows', () => {
    const found = relisted(whole, (manifest) => {
      manifest.chain = { ...(manifest.chain as object), seq: 999 } as Json;
    });
    expect(faultsOf(found)).toEqual(['not-in-chain']);
  });
});

/** Without pictures: the chain goes on over other captures, and the package has its stretch up to the head. */
const plain = hostileEvidence({ pictures: [] });
function proofLinks(): ProofLink[] {
  const own = { ...plain.chain, captureId: plain.captureId, manifestSha256: plain.manifestSha256 };
  const links: ProofLink[] = [own];
  for (const captureId of ['two', 'three', 'four']) {
    const manifestSha256 = sha256(captureId);
    links.push({ ...nextLink(links.at(-1)!, { captureId, manifestSha256 }), captureId, manifestSha256 });
  }
  return links;
}

/** Somebody who makes the whole package anew around a chain of their own: only the chain itself can tell. */
const withChain = (stretches: readonly (readonly ProofLink[])[]): FileOnHand[] =>
  packageFiles(plain, 'evidence', { pdf: PDF, proof: { stretches, timeStamp: null } });

describe('the stretch of the chain in a package', () => {
  const [own, two, three, four] = proofLinks() as [ProofLink, ProofLink, ProofLink, ProofLink];

  test('A stretch to the head, and a second one further on, are in order', () => {
    expect(faultsOf(withChain([[own, two, three, four]]))).toEqual([]);
    expect(faultsOf(withChain([[own], [three, four]]))).toEqual([]);
  });

  test('A link that was taken out shows as a gap', () => {
    expect(faultsOf(withChain([[own, three, four]]))).toEqual(['gap']);
  });

  test('Links that changed places show', () => {
    expect(faultsOf(withChain([[own, three, two, four]]))).toContain('reordered');
    expect(faultsOf(withChain([[three, four], [own]]))).toContain('reordered');
  });

  test('A link over something else shows', () => {
    expect(faultsOf(withChain([[own, { ...two, manifestSha256: sha256('else') }, three]]))).toEqual([
      'altered',
    ]);
    expect(faultsOf(withChain([[own, { ...two, seq: 9 }, three]]))).not.toEqual([]);
  });

  test('A chain in which the capture does not stand proves nothing', () => {
    expect(faultsOf(withChain([[two, three]]))).toContain('not-in-chain');
    expect(faultsOf(withChain([]))).toContain('missing');
  });

  test('The chain file is canonical, so that anyone writes the same bytes', () => {
    const file = withChain([[own, two]]).find(({ path }) => path === 'chain.json');
    const text = new TextDecoder().decode(file!.bytes!);
    expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
  });
});

test('An ordinary package holds its own link alone until a head has left the system', () => {
  const files = filesOf(evidencePackage(), 'evidence');
  expect(checkPackage(files, sha256).filter(({ kind }) => kind === 'link')).toHaveLength(1);
});
