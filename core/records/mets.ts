/** What every METS document of ours has in common, whichever profile it follows. */
import type { EvidencePackage, PackageFile } from '../evidence/package.ts';
import { derivedUuid } from './register-entry.ts';
import { element, optional, type XmlElement } from './xml.ts';

export const METS_NAMESPACES = {
  xmlns: 'http://www.loc.gov/METS/',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

/** An id that XML accepts (no digit first) and that follows from what it names. */
export const metsId = (evidence: EvidencePackage, ...parts: string[]): string =>
  `uuid-${derivedUuid(evidence.captureId, 'mets', ...parts)}`;

/** Where a file lies, how long it is, and its hash: the same for metadata and content. */
export const fileFacts = ({ mime, bytes, createdAt, sha256 }: PackageFile) => ({
  MIMETYPE: mime,
  SIZE: bytes.length,
  CREATED: createdAt,
  CHECKSUM: sha256,
  CHECKSUMTYPE: 'SHA-256',
});

/** In a reference a path is written as an address: what may not stand in one is escaped. */
export const hrefOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

interface Agent {
  readonly role: 'ARCHIVIST' | 'CREATOR';
  readonly name: string;
  readonly note: string | null;
  /** The program, not an organisation. */
  readonly software?: true;
}

/** `noteType`: the attribute by which the profile says what a note holds. */
export function agent(
  { role, name, note, software }: Agent,
  noteType: Record<string, string> = {},
): XmlElement {
  return element('agent', [element('name', name), optional('note', note, noteType)], {
    ROLE: role,
    TYPE: software ? 'OTHER' : 'ORGANIZATION',
    OTHERTYPE: software ? 'SOFTWARE' : null,
  });
}

/** The board forms the archive (each is an authority of its own), the municipality hands it in, the program wrote it. */
export function agentsOf({ municipality, board, software }: EvidencePackage): {
  readonly archivist: Agent;
  readonly submitter: Agent;
  readonly program: Agent;
} {
  const { name, organisationNumber } = municipality;
  const note = organisationNumber === null ? null : `ORG:${organisationNumber}`;
  return {
    archivist: { role: 'ARCHIVIST', name: `${name}, ${board}`, note },
    submitter: { role: 'CREATOR', name, note },
    program: { role: 'CREATOR', name: software.name, note: software.version, software: true },
  };
}

export const locator = (href: string): XmlElement =>
  element('FLocat', [], { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': href });
