/** FGS Paketstruktur 1.2: `Sip.xml` (METS by Riksarkivet's profile) and a folder `Content`. */
import type { EvidencePackage, PackageFile } from '../../evidence/package.ts';
import { contentFiles, formatName, writtenFile } from '../content-files.ts';
import { agent, agentsOf, fileFacts, hrefOf, locator, METS_NAMESPACES, metsId } from '../mets.ts';
import { packageName } from '../package-format.ts';
import { localDate, registerEntry } from '../register-entry.ts';
import { element, type XmlElement, xmlBytes } from '../xml.ts';
import { arendehantering } from './arendehantering.ts';

const FOLDER = 'Content';
const PROFILE = 'http://xml.ra.se/e-arkiv/METS/CommonSpecificationSwedenPackageProfile.xml';
/** Said by the profile where an agreement is not named; it is the archive's to ask for. */
const NOT_SPECIFIED = 'Not specified';

interface Listed extends PackageFile {
  readonly original: string;
}

const agreementOf = ({ municipality }: EvidencePackage): string =>
  municipality.submissionAgreement ?? NOT_SPECIFIED;

function header(evidence: EvidencePackage): XmlElement {
  const { archivist, submitter, program } = agentsOf(evidence);
  return element(
    'metsHdr',
    [
      agent(archivist),
      agent({ ...program, role: 'ARCHIVIST' }),
      agent(submitter),
      element('altRecordID', agreementOf(evidence), { TYPE: 'SUBMISSIONAGREEMENT' }),
    ],
    { CREATEDATE: evidence.sealedAt, RECORDSTATUS: 'NEW', 'ext:OAISSTATUS': 'SIP' },
  );
}

const listed = (evidence: EvidencePackage, file: Listed): XmlElement =>
  element('file', [locator(`file:///${hrefOf(file.path)}`)], {
    ID: metsId(evidence, file.path),
    ...fileFacts(file),
    'ext:ORIGINALFILENAME': file.original,
    'ext:FILEFORMATNAME': formatName(file),
  });

function mets(evidence: EvidencePackage, files: readonly Listed[]): Uint8Array {
  const entry = registerEntry(evidence);
  const day = localDate(entry.receivedAt, evidence.timeZone);
  const group = element(
    'fileGrp',
    files.map((file) => listed(evidence, file)),
    { USE: 'FGS' },
  );
  return xmlBytes(
    element(
      'mets',
      [
        header(evidence),
        element('fileSec', [group]),
        element('structMap', [element('div')], {
          LABEL: 'No structMap defined in this information package',
        }),
      ],
      {
        ...METS_NAMESPACES,
        'xmlns:ext': 'ExtensionMETS',
        OBJID: packageName(evidence.captureId, 'fgs-1.2'),
        LABEL: entry.title,
        TYPE: 'ERMS',
        PROFILE,
        'ext:CONTENTTYPESPECIFICATION': 'FGS Ärendehantering, version 1.0',
        'ext:SYSTEMTYPE': evidence.software.name,
        'ext:STARTDATE': day,
        'ext:ENDDATE': day,
        'ext:APPRAISAL': 'No',
        'ext:AGREEMENTFORM': agreementOf(evidence),
        'ext:ACCESSRESTRICT': entry.secrecy ? 'Secrecy' : null,
      },
    ),
  );
}

export function fgsFiles(evidence: EvidencePackage, pdf: Uint8Array): PackageFile[] {
  const content = contentFiles(evidence, pdf);
  const erms = writtenFile(
    evidence,
    `${FOLDER}/arendehantering.xml`,
    arendehantering(evidence, content, FOLDER),
  );
  const files: Listed[] = [
    { ...erms, original: 'arendehantering.xml' },
    ...content.map(({ name, path, mime, bytes, sha256, createdAt }) => ({
      path: `${FOLDER}/${name}`,
      mime,
      bytes,
      sha256,
      createdAt,
      original: path,
    })),
  ];
  return [
    writtenFile(evidence, 'Sip.xml', mets(evidence, files)),
    ...files.map(({ original: _original, ...file }) => file),
  ];
}
