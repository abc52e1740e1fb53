/** What each format writes: its golden files, the same bytes every time, and the facts where an archive looks for them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { EvidencePackage } from '../../../../core/evidence/package.ts';
import { sha256 } from '../../../../core/kernel/ids.ts';
import { sealedFilesOf } from '../../../../core/records/content-files.ts';
import { below, type XmlNode, xmlTree } from '../../../../core/records/eark/xml-tree.ts';
import { missingFacts } from '../../../../core/records/missing-facts.ts';
import { PACKAGE_FORMATS, type PackageFormat } from '../../../../core/records/package-format.ts';
import { xmlText } from '../../../../core/records/xml.ts';
import { evidencePackage } from '../../../support/evidence-package.ts';
import {
  filesOf,
  HOSTILE_NAMES,
  hostileEvidence,
  KINDS,
  PDF,
  textOf,
  withoutContent,
  XML_FORMATS,
  xmlFiles,
} from '../../../support/records.ts';

const GOLDEN = path.join(import.meta.dirname, '../../../fixtures/records');
const golden = (format: PackageFormat, file: string): string =>
  path.join(GOLDEN, format, file.replaceAll('/', '_'));
const languageOf = (format: PackageFormat) => (format.startsWith('arkivmelding') ? 'nb' : 'sv');

/** Written where a golden file is missing: remove one to have it written anew, and read what changed. */
function goldenText(file: string, text: string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readFileSync(file, 'utf8');
}

const xmlOf = (format: PackageFormat, name: string, evidence = hostileEvidence()): XmlNode => {
  const found = filesOf(evidence, format).find((file) => file.path.endsWith(name));
  if (found === undefined) throw new Error(`${format} wrote no ${name}.`);
  return xmlTree(found.bytes);
};
const textAt = (node: XmlNode, ...names: string[]): string[] => below(node, ...names).map(({ text }) => text);

describe('every format', () => {
  test.each(XML_FORMATS)('%s writes the XML of its golden files', (format) => {
    const evidence = evidencePackage({
      language: languageOf(format),
      secrecy: { provision: 'OSL 21 kap. 1 §' },
      reference: 'KFN 2026/12',
    });
    for (const file of xmlFiles(filesOf(evidence, format)))
      expect(textOf(file)).toBe(goldenText(golden(format, file.path), textOf(file)));
  });

  test.each(PACKAGE_FORMATS)('%s bears every kind of evidence, and gives the same bytes twice', (format) => {
    for (const evidence of Object.values(KINDS)) {
      const files = filesOf(evidence(), format);
      expect(filesOf(evidence(), format)).toEqual(files);
      for (const file of files) expect(file.sha256).toBe(sha256(file.bytes));
    }
  });

  test.each(PACKAGE_FORMATS)('%s holds the report, and no two files that a disk takes for one', (format) => {
    const files = filesOf(hostileEvidence(), format);
    expect(files.some(({ sha256: hash }) => hash === sha256(PDF))).toBe(true);
    const onDisk = files.map((file) => file.path.normalize('NFC').toLowerCase());
    expect(new Set(onDisk).size).toBe(onDisk.length);
    for (const file of files) expect(file.path).not.toMatch(/(?:^|\/)\.\.?(?:\/|$)|\\|^\//u);
  });

  test.each(XML_FORMATS)('%s keeps every picture and every sealed file', (format) => {
    const evidence = hostileEvidence();
    const hashes = filesOf(evidence, format).map((file) => file.sha256);
    for (const { sha256: hash } of [...evidence.pictures, ...evidence.sealedFiles])
      expect(hashes).toContain(hash);
  });

  test.each(XML_FORMATS)('%s says nothing of suspected abuse material but ids, times and actor', (format) => {
    const evidence = { ...withoutContent(), author: { id: 'u-42', name: 'Robin Testperson' } };
    for (const file of xmlFiles(filesOf(evidence, format))) expect(textOf(file)).not.toContain('Robin');
  });
});

describe('FGS 1.2', () => {
  test('The record has sender, receiver, local times, secrecy, reference and the whole text', () => {
    const [record] = below(
      xmlOf('fgs-1.2', 'arendehantering.xml'),
      'ArkivobjektListaHandlingar',
      'ArkivobjektHandling',
    );
    if (!record) throw new Error('no record');
    expect(textAt(record, 'ArkivobjektID')).toEqual([hostileEvidence().captureId]);
    expect(textAt(record, 'ExtraID')).toEqual(['1001_501', 'KFN 2026/12 & "3"']);
    expect(textAt(record, 'Inkommen')).toEqual(['2026-03-02T09:15:00']);
    expect(textAt(record, 'Mottagare', 'Namn')).toEqual(['Nämnden för "A & B" <]]>']);
    expect(textAt(record, 'Avsandare', 'Namn')[0]).toContain('Robin');
    expect(textAt(record, 'Restriktion', 'Lagrum')).toEqual(['OSL 21 kap. 1 § <&>']);
    const { text } = hostileEvidence().revisions.at(-1)!;
    expect(textAt(record, 'EgnaElement', 'EgetElement', 'Varde')[0]).toBe(xmlText(text!));
    expect(textAt(record, 'Rubrik')[0]).not.toContain('Robin');
  });

  test('The package says the length, hash and old name of every file', () => {
    const files = filesOf(hostileEvidence(), 'fgs-1.2');
    const listed = below(xmlOf('fgs-1.2', 'Sip.xml'), 'fileSec', 'fileGrp', 'file');
    expect(listed).toHaveLength(files.length - 1);
    for (const node of listed) {
      const href = below(node, 'FLocat')[0]?.attributes['{http://www.w3.org/1999/xlink}href'] ?? '';
      const file = files.find((one) => one.path === decodeURIComponent(href.replace('file:///', '')));
      expect(node.attributes.CHECKSUM).toBe(file?.sha256);
      expect(node.attributes.SIZE).toBe(String(file?.bytes.length));
    }
    const names = listed.map(({ attributes }) => attributes['{ExtensionMETS}ORIGINALFILENAME']);
    expect(names).toContain('bl\u00e5b\u00e4r \u00f6.png');
    expect(names).toContain('bla\u030aba\u0308r o\u0308.png');
  });
});

describe('E-ARK', () => {
  test.each([
    'eark-2.1',
    'eark-2.2',
  ] as const)('%s has a record with the times and the restriction', (format) => {
    const [record] = below(xmlOf(format, 'erms.xml'), 'records', 'record');
    if (!record) throw new Error('no record');
    const dates = Object.fromEntries(
      below(record, 'dates', 'date').map(({ attributes, text }) => [attributes.dateType, text]),
    );
    expect(dates).toMatchObject({
      received: '2026-03-02T08:15:00.000Z',
      modified: '2026-03-02T08:25:00.000Z',
      captured: '2026-03-02T09:01:07.250Z',
    });
    expect(textAt(record, 'restriction', 'regulation')).toEqual(['OSL 21 kap. 1 § <&>']);
    expect(textAt(record, 'agents', 'agent', 'name').slice(1)).toEqual([
      'Nämnden för "A & B" <]]>',
      'Eva Jonsson',
    ]);
  });
});

describe('arkivmelding', () => {
  const norwegian = () => hostileEvidence({ language: 'nb' });

  test('Fiks takes our key, the files by their names in the message, and what the archive may close', () => {
    const message = xmlOf('arkivmelding-fiks', 'arkivmelding.xml', norwegian());
    const files = filesOf(norwegian(), 'arkivmelding-fiks').filter(
      (file) => file.path !== 'arkivmelding.xml',
    );
    expect(textAt(message, 'antallFiler')).toEqual([String(files.length)]);
    expect(textAt(message, 'registrering', 'referanseEksternNoekkel', 'noekkel')).toEqual([
      norwegian().captureId,
    ]);
    const objects = ['registrering', 'dokumentbeskrivelse', 'dokumentobjekt'];
    expect(textAt(message, ...objects, 'referanseDokumentfil')).toEqual(files.map((file) => file.path));
    expect(textAt(message, ...objects, 'sjekksum')).toEqual(files.map((file) => file.sha256));
    expect(textAt(message, ...objects, 'filnavn')).toContain('bl\u00e5b\u00e4r \u00f6.png');
    expect(textAt(message, 'registrering', 'skjerming', 'skjermingshjemmel')).toEqual([
      'OSL 21 kap. 1 § <&>',
    ]);
    expect(textAt(message, 'registrering', 'korrespondansepart', 'erPersonnavn')).toEqual(['true']);
    expect(textAt(message, 'registrering', 'mottattDato')).toEqual(['2026-03-02T08:15:00.000Z']);
    expect(textAt(message, 'registrering', 'dokumentetsDato')).toEqual(['2026-03-02']);
    expect(textAt(message, 'registrering', 'offentligTittel')[0]).not.toContain('Robin');
  });

  test('eFormidling names every document by an id that follows from the capture', () => {
    const ids = () =>
      textAt(
        xmlOf('arkivmelding-eformidling', 'arkivmelding.xml', norwegian()),
        'basisregistrering',
        'dokumentbeskrivelse',
        'systemID',
      );
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(norwegian().pictures.length + sealedFilesOf(norwegian()).length + 1);
    for (const id of ids())
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  });
});

describe('the evidence package', () => {
  test('Names are equal byte for byte in manifest and checksums, and a name that was changed stands beside', () => {
    const files = filesOf(hostileEvidence(), 'evidence');
    const manifest = JSON.parse(textOf(files.find(({ path: name }) => name === 'manifest.json')!)) as {
      files: { path: string; original?: string }[];
    };
    const sums = textOf(files.find(({ path: name }) => name === 'checksums.sha256')!);
    const here = files.map((file) => file.path).filter((name) => !/^(?:manifest|checksums)\./u.test(name));
    expect(manifest.files.map((file) => file.path)).toEqual(here);
    expect(
      sums
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(66)),
    ).toEqual([...here, 'manifest.json']);
    for (const name of HOSTILE_NAMES)
      expect(manifest.files.some((file) => file.original === name || file.path === `bilder/${name}`)).toBe(
        true,
      );
  });

  test('A registrar reads it in the language of the board', () => {
    const names = (language: 'sv' | 'nb' | 'en') =>
      filesOf(evidencePackage({ language }), 'evidence').map((file) => file.path);
    expect(names('sv')).toEqual(
      expect.arrayContaining(['LÄS MIG.txt', 'verifiera.html', 'forseglat/manifest.json']),
    );
    expect(names('nb')).toEqual(
      expect.arrayContaining(['LES MEG.txt', 'verifiser.html', 'forseglet/manifest.json']),
    );
    expect(names('en')).toEqual(
      expect.arrayContaining(['READ ME.txt', 'verify.html', 'sealed/manifest.json']),
    );
    const readMe = filesOf(evidencePackage(), 'evidence').find((file) => file.path === 'LÄS MIG.txt');
    expect(textOf(readMe!)).toContain('Kultur- och fritidsnämnden');
    expect(textOf(readMe!)).not.toMatch(/\{\w+\}/u);
  });
});

describe('what archives ask of the municipality', () => {
  const plain = evidencePackage();
  const municipality = {
    ...plain.municipality,
    organisationNumber: '2120001231',
    submissionAgreement: 'ÖK 7',
  };
  const written = (given: EvidencePackage, format: PackageFormat): string =>
    filesOf(given, format)
      .filter(({ path }) => /\.(?:xml|txt)$/u.test(path))
      .map(({ bytes }) => new TextDecoder().decode(bytes))
      .join('\n');

  test.each([
    'fgs-1.2',
    'eark-2.1',
    'eark-2.2',
    'arkivmelding-fiks',
  ] as const)('The organisation number stands in %s wherever there is a place for it', (format) => {
    expect(written({ ...plain, municipality }, format).split('2120001231').length - 1).toBe(
      { 'fgs-1.2': 3, 'eark-2.1': 4, 'eark-2.2': 4, 'arkivmelding-fiks': 1 }[format],
    );
    expect(missingFacts({ municipality }, format)).toEqual([]);
  });

  test.each(['fgs-1.2', 'eark-2.1', 'eark-2.2'] as const)('The agreement stands in %s', (format) => {
    expect(written({ ...plain, municipality }, format)).toContain('ÖK 7');
  });

  test('What is not set is said', () => {
    const unset = { ...plain.municipality, organisationNumber: null, submissionAgreement: null };
    expect(missingFacts({ municipality: unset }, 'fgs-1.2')).toEqual([
      'organisation-number',
      'submission-agreement',
    ]);
    expect(missingFacts({ municipality: unset }, 'arkivmelding-eformidling')).toEqual([]);
    for (const format of ['eark-2.2', 'evidence'] as const)
      expect(written({ ...plain, municipality: unset }, format)).toContain(
        'organisationsnummer är inte angivet',
      );
    expect(written({ ...plain, municipality: unset }, 'fgs-1.2')).toContain('Not specified');
  });
});
