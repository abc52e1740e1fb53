/** The root METS of an E-ARK SIP, by the profiles 2.1.0 and 2.2.0, which differ in one address. */
import type { EvidencePackage, PackageFile } from '../../evidence/package.ts';
import { agent, agentsOf, fileFacts, hrefOf, locator, METS_NAMESPACES, metsId } from '../mets.ts';
import { registerEntry } from '../register-entry.ts';
import { element, optional, type XmlElement, xmlBytes } from '../xml.ts';

export const EARK_PROFILES = {
  'eark-2.1': 'https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-1-0.xml',
  'eark-2.2': 'https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml',
} as const;
export type EarkFormat = keyof typeof EARK_PROFILES;

/** The reference validator does not know `citserms_v3_0` yet and refuses the whole package for it. */
const CONTENT_TYPE = 'MIXED';
const NAMESPACES = {
  ...METS_NAMESPACES,
  'xmlns:csip': 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
  'xmlns:sip': 'https://DILCIS.eu/XML/METS/SIPExtensionMETS',
} as const;

/** Files that belong together, as the vocabulary names them. */
export interface FileGroup {
  readonly use: string;
  readonly files: readonly PackageFile[];
}

export interface SipParts {
  readonly format: EarkFormat;
  readonly objectId: string;
  readonly descriptive: PackageFile;
  readonly groups: readonly FileGroup[];
}

const NOTE_CODE = { 'csip:NOTETYPE': 'IDENTIFICATIONCODE' } as const;

function header(evidence: EvidencePackage): XmlElement {
  const { archivist, submitter, program } = agentsOf(evidence);
  const parties = [
    agent(program, { 'csip:NOTETYPE': 'SOFTWARE VERSION' }),
    agent(archivist, NOTE_CODE),
    agent(submitter, NOTE_CODE),
  ];
  const { submissionAgreement = null } = evidence.municipality;
  const agreement = optional('altRecordID', submissionAgreement, { TYPE: 'SUBMISSIONAGREEMENT' });
  return element('metsHdr', [...parties, agreement], {
    CREATEDATE: evidence.sealedAt,
    RECORDSTATUS: 'NEW',
    'csip:OAISPACKAGETYPE': 'SIP',
  });
}

const link = (href: string) => ({ LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': href });

function descriptive(evidence: EvidencePackage, file: PackageFile): XmlElement {
  const reference = element('mdRef', [], {
    ...link(hrefOf(file.path)),
    MDTYPE: 'OTHER',
    OTHERMDTYPE: 'ERMS',
    ...fileFacts(file),
  });
  return element('dmdSec', [reference], {
    ID: metsId(evidence, 'descriptive'),
    CREATED: evidence.sealedAt,
    STATUS: 'CURRENT',
  });
}

const isContent = ({ use }: FileGroup): boolean => use.startsWith('Representations');

function group(evidence: EvidencePackage, group: FileGroup): XmlElement {
  const files = group.files.map((file) =>
    element('file', [locator(hrefOf(file.path))], { ID: metsId(evidence, file.path), ...fileFacts(file) }),
  );
  return element('fileGrp', files, {
    ID: metsId(evidence, 'group', group.use),
    USE: group.use,
    'csip:CONTENTINFORMATIONTYPE': isContent(group) ? CONTENT_TYPE : null,
  });
}

function structure(evidence: EvidencePackage, { objectId, groups }: SipParts): XmlElement {
  const metadata = element('div', [], {
    ID: metsId(evidence, 'division', 'Metadata'),
    LABEL: 'Metadata',
    DMDID: metsId(evidence, 'descriptive'),
  });
  const divisions = groups.map((fileGroup) =>
    element('div', [element('fptr', [], { FILEID: metsId(evidence, 'group', fileGroup.use) })], {
      ID: metsId(evidence, 'division', fileGroup.use),
      // The vocabulary's word: which representation it is says the group.
      LABEL: isContent(fileGroup) ? 'Representations' : fileGroup.use,
    }),
  );
  const root = element('div', [metadata, ...divisions], {
    ID: metsId(evidence, 'division'),
    LABEL: objectId,
  });
  return element('structMap', [root], { ID: metsId(evidence, 'structure'), TYPE: 'PHYSICAL', LABEL: 'CSIP' });
}

export function sipMets(evidence: EvidencePackage, parts: SipParts): Uint8Array {
  const entry = registerEntry(evidence);
  const groups = parts.groups.map((fileGroup) => group(evidence, fileGroup));
  return xmlBytes(
    element(
      'mets',
      [
        header(evidence),
        descriptive(evidence, parts.descriptive),
        element('fileSec', groups, { ID: metsId(evidence, 'files') }),
        structure(evidence, parts),
      ],
      {
        ...NAMESPACES,
        OBJID: parts.objectId,
        LABEL: entry.title,
        TYPE: 'Mixed',
        PROFILE: EARK_PROFILES[parts.format],
        'csip:CONTENTINFORMATIONTYPE': CONTENT_TYPE,
      },
    ),
  );
}
