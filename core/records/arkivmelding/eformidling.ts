/** Digdir eFormidling: `arkivmelding.xml` by the older schema, with code values in words and an id for everything. */
import type { EvidencePackage, PackageFile } from '../../evidence/package.ts';
import { asNamed, type ContentFile, contentFiles, writtenFile } from '../content-files.ts';
import { derivedUuid, localDate, registerEntry } from '../register-entry.ts';
import { element, type XmlElement, xmlBytes } from '../xml.ts';

const NAMESPACES = {
  xmlns: 'http://www.arkivverket.no/standarder/noark5/arkivmelding',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
} as const;
const ARCHIVE_PART = 'SOSIALEMEDIER';

const made = ({ sealedAt, software }: EvidencePackage): XmlElement[] => [
  element('opprettetDato', sealedAt),
  element('opprettetAv', software.name),
];

function document(evidence: EvidencePackage, file: ContentFile, number: number): XmlElement {
  const { captureId, sealedAt, software } = evidence;
  return element('dokumentbeskrivelse', [
    element('systemID', derivedUuid(captureId, 'document', file.name)),
    element('dokumenttype', 'Korrespondanse'),
    element('dokumentstatus', 'Dokumentet er ferdigstilt'),
    element('tittel', file.title),
    ...made(evidence),
    element('tilknyttetRegistreringSom', file.main ? 'Hoveddokument' : 'Vedlegg'),
    element('dokumentnummer', number),
    element('tilknyttetDato', sealedAt),
    element('tilknyttetAv', software.name),
    element('dokumentobjekt', [
      element('versjonsnummer', 1),
      element('variantformat', file.main ? 'Arkivformat' : 'Produksjonsformat'),
      ...made(evidence),
      element('referanseDokumentfil', file.name),
    ]),
  ]);
}

function entryOf(evidence: EvidencePackage, files: readonly ContentFile[]): XmlElement {
  const entry = registerEntry(evidence);
  const { secrecy } = entry;
  const { captureId, board, timeZone, sealedAt } = evidence;
  const party = (kind: string, name: string): XmlElement =>
    element('korrespondansepart', [
      element('korrespondanseparttype', kind),
      element('korrespondansepartNavn', name),
    ]);
  return element(
    'basisregistrering',
    [
      element('systemID', derivedUuid(captureId, 'registration')),
      ...made(evidence),
      element('referanseArkivdel', ARCHIVE_PART),
      secrecy &&
        element('skjerming', [
          element('tilgangsrestriksjon', 'Unntatt etter offentleglova'),
          element('skjermingshjemmel', secrecy.provision),
          element('skjermingMetadata', 'Skjerming navn avsender'),
          element('skjermingDokument', 'Skjerming av hele dokumentet'),
        ]),
      ...files.map((file, index) => document(evidence, file, index + 1)),
      element('tittel', entry.title),
      element('offentligTittel', entry.title),
      element('beskrivelse', entry.description),
      element('journalposttype', 'Inngående dokument'),
      element('journalstatus', 'Journalført'),
      element('journaldato', localDate(sealedAt, timeZone)),
      element('dokumentetsDato', localDate(entry.receivedAt, timeZone)),
      element('mottattDato', entry.receivedAt),
      element('antallVedlegg', files.filter(({ main }) => !main).length),
      party('Avsender', entry.sender.name),
      party('Intern mottaker', board),
    ],
    { 'xsi:type': 'journalpost' },
  );
}

export function eformidlingFiles(evidence: EvidencePackage, pdf: Uint8Array): PackageFile[] {
  const files = contentFiles(evidence, pdf);
  const message = element(
    'arkivmelding',
    [
      element('system', evidence.software.name),
      element('meldingId', derivedUuid(evidence.captureId, 'message')),
      element('tidspunkt', evidence.sealedAt),
      element('antallFiler', files.length),
      entryOf(evidence, files),
    ],
    NAMESPACES,
  );
  return [writtenFile(evidence, 'arkivmelding.xml', xmlBytes(message)), ...files.map(asNamed)];
}
