/** KS Fiks Arkiv v1: the payload `arkivmelding.xml` of `no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett`. */
import type { EvidencePackage, PackageFile } from '../../evidence/package.ts';
import { asNamed, type ContentFile, contentFiles, PDF_A, writtenFile } from '../content-files.ts';
import { localDate, registerEntry } from '../register-entry.ts';
import { element, type XmlElement, xmlBytes } from '../xml.ts';

const BASE = 'https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv';
const NAMESPACES = {
  xmlns: `${BASE}/arkivmelding/opprett/v1`,
  'xmlns:n': `${BASE}/metadatakatalog/v1`,
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
} as const;
/** In the archive of the receiver, agreed on when the integration is set up. */
const ARCHIVE_PART = 'SOSIALEMEDIER';

const code = (name: string, value: string, words?: string): XmlElement =>
  element(name, [element('n:kode', value), words === undefined ? null : element('n:beskrivelse', words)]);

function fileObject(file: ContentFile): XmlElement {
  return element('dokumentobjekt', [
    element('versjonsnummer', 1),
    file.main ? code('variantformat', 'A', 'Arkivformat') : code('variantformat', 'P', 'Produksjonsformat'),
    file.main ? code('format', 'RA-PDF', PDF_A) : null,
    element('mimeType', file.mime),
    element('filnavn', file.path.split('/').at(-1) ?? file.name),
    element('referanseDokumentfil', file.name),
    element('sjekksum', file.sha256),
    element('sjekksumAlgoritme', 'SHA-256'),
    element('filstoerrelse', file.bytes.length),
  ]);
}

const description = (file: ContentFile, number: number): XmlElement =>
  element('dokumentbeskrivelse', [
    code('dokumenttype', 'KORR', 'Korrespondanse'),
    code('dokumentstatus', 'F', 'Dokumentet er ferdigstilt'),
    element('tittel', file.title),
    file.main
      ? code('tilknyttetRegistreringSom', 'H', 'Hoveddokument')
      : code('tilknyttetRegistreringSom', 'V', 'Vedlegg'),
    element('dokumentnummer', number),
    fileObject(file),
  ]);

function entryOf(evidence: EvidencePackage, files: readonly ContentFile[]): XmlElement {
  const entry = registerEntry(evidence);
  const { secrecy, sender } = entry;
  const { board, municipality, software, sealedAt, timeZone } = evidence;
  const party = (kind: XmlElement, name: string, more: readonly XmlElement[] = []): XmlElement =>
    element('korrespondansepart', [kind, element('korrespondansepartNavn', name), ...more]);
  return element(
    'registrering',
    [
      element('opprettetDato', sealedAt),
      element('opprettetAv', software.name),
      code('arkivdel', ARCHIVE_PART),
      secrecy &&
        element('skjerming', [
          code('tilgangsrestriksjon', 'UO', 'Unntatt offentlighet'),
          element('skjermingshjemmel', secrecy.provision),
        ]),
      ...files.map((file, index) => description(file, index + 1)),
      element('tittel', entry.title),
      element('offentligTittel', entry.title),
      element('beskrivelse', entry.description),
      party(code('korrespondanseparttype', 'EA', 'Avsender'), sender.name, [
        element('erSkjermet', secrecy !== null),
        element('erPersonnavn', sender.isName),
      ]),
      party(
        code('korrespondanseparttype', 'IM', 'Intern mottaker'),
        board,
        municipality.organisationNumber === null
          ? []
          : [element('organisasjonid', municipality.organisationNumber)],
      ),
      element('referanseEksternNoekkel', [
        element('n:fagsystem', software.name),
        element('n:noekkel', entry.key),
      ]),
      code('journalposttype', 'I', 'Inngående dokument'),
      element('dokumentetsDato', localDate(entry.receivedAt, timeZone)),
      element('mottattDato', entry.receivedAt),
      element('antallVedlegg', files.filter(({ main }) => !main).length),
    ],
    { 'xsi:type': 'journalpost' },
  );
}

export function fiksFiles(evidence: EvidencePackage, pdf: Uint8Array): PackageFile[] {
  const files = contentFiles(evidence, pdf);
  const message = element(
    'arkivmelding',
    [
      element('system', evidence.software.name),
      element('antallFiler', files.length),
      entryOf(evidence, files),
    ],
    NAMESPACES,
  );
  return [writtenFile(evidence, 'arkivmelding.xml', xmlBytes(message)), ...files.map(asNamed)];
}
