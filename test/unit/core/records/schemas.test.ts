/** Every XML that leaves the house, against the published schema of its receiver. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';
import type { PackageFormat } from '../../../../core/records/package-format.ts';
import { filesOf, KINDS, textOf } from '../../../support/records.ts';
import { sharedFolder } from '../../../support/shared-folder.ts';

interface Case {
  readonly format: PackageFormat;
  readonly file: string;
  /** Folders of schemas; the first schema is the one that it is held against. */
  readonly folders: readonly string[];
  readonly schema: string;
}

const CASES: readonly Case[] = [
  {
    format: 'fgs-1.2',
    file: 'Content/arendehantering.xml',
    folders: ['fgs-arendehantering-1.0'],
    schema: 'Arendehantering.xsd',
  },
  { format: 'fgs-1.2', file: 'Sip.xml', folders: ['fgs-paketstruktur-1.x'], schema: 'CSPackageMETS.xsd' },
  { format: 'eark-2.1', file: 'METS.xml', folders: ['eark-csip', 'eark-sip'], schema: 'mets.xsd' },
  { format: 'eark-2.2', file: 'METS.xml', folders: ['eark-csip', 'eark-sip'], schema: 'mets.xsd' },
  {
    format: 'eark-2.1',
    file: 'metadata/descriptive/erms.xml',
    folders: ['cits-erms'],
    schema: 'ERMS_v3.xsd',
  },
  {
    format: 'eark-2.2',
    file: 'metadata/descriptive/erms.xml',
    folders: ['cits-erms'],
    schema: 'ERMS_v3.xsd',
  },
  {
    format: 'arkivmelding-fiks',
    file: 'arkivmelding.xml',
    folders: ['fiks-arkiv-v1'],
    schema: 'no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd',
  },
  {
    format: 'arkivmelding-eformidling',
    file: 'arkivmelding.xml',
    folders: ['eformidling-arkivmelding'],
    schema: 'arkivmelding.xsd',
  },
];

const schemas = sharedFolder('schemas');
const suite = schemas === null ? describe.skip : describe;

/** As they are published, but for one address: the schema of links lies beside them. */
function schemasIn(folders: readonly string[]) {
  const files = folders.flatMap((folder) => {
    const dir = path.join(schemas ?? '', folder);
    return readdirSync(dir)
      .filter((name) => name.endsWith('.xsd'))
      .map((name) => ({ fileName: name, contents: readFileSync(path.join(dir, name), 'utf8') }));
  });
  return files.map(({ fileName, contents }) => ({
    fileName,
    contents: contents
      .replace(/^\ufeff/u, '')
      .replaceAll(/schemaLocation="(?:\.\/|https?:[^"]*\/)([^"/]+\.xsd)"/gu, 'schemaLocation="$1"'),
  }));
}

suite('against the schemas in the folder shared/schemas (skipped where there is none)', () => {
  test.each(CASES)('$file of $format is valid for every kind of evidence', async ({
    format,
    file,
    folders,
    schema,
  }) => {
    const all = schemasIn(folders);
    const xml = Object.values(KINDS).map((evidence, index) => ({
      fileName: `${index}.xml`,
      contents: textOf(filesOf(evidence(), format).find((one) => one.path === file)!),
    }));
    const { valid, errors } = await validateXML({
      xml,
      schema: [all.find(({ fileName }) => fileName === schema)!],
      preload: all.filter(({ fileName }) => fileName !== schema),
      maxMemoryPages: 4_096,
    });
    expect({ valid, errors }).toEqual({ valid: true, errors: [] });
  });

  test('A package that says something else is found to be invalid', async () => {
    const { format, file, folders, schema } = CASES[0]!;
    const text = textOf(filesOf(KINDS['an ordinary comment']!(), format).find((one) => one.path === file)!);
    const { valid } = await validateXML({
      xml: text.replace(/<Inkommen>[^<]+/u, '<Inkommen>i går'),
      schema: [schemasIn(folders).find(({ fileName }) => fileName === schema)!],
    });
    expect(valid).toBe(false);
  });
});
