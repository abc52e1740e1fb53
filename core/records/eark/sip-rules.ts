/**
 * What E-ARK CSIP and SIP (2.1.0, 2.2.0) demand of a package's METS, one rule for each MUST that a package of ours can
 * meet or break. What they demand of sections that it does not have (amdSec, mptr) holds by their absence. The
 * reference validator is a Java program; this one runs in the product, before a package leaves it.
 */
import { sha256 } from '../../kernel/ids.ts';
import { EARK_PROFILES } from './mets.ts';
import { below, type XmlNode } from './xml-tree.ts';

export interface SipOnHand {
  readonly mets: XmlNode;
  /** By path from the package's root, without METS.xml. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Name of the root folder. */
  readonly root: string;
}

export interface SipRule {
  readonly id: string;
  readonly holds: (sip: SipOnHand) => boolean;
}

const CSIP = '{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}';
const XLINK = '{http://www.w3.org/1999/xlink}';
/** The Content Category vocabulary, as far as a package of ours is in it. */
const CATEGORIES = ['Mixed', 'OTHER', 'Websites', 'Web Archives', 'Textual works – Digital', 'Collection'];
const NC_NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

type Attribute = (node: XmlNode) => string | undefined;
const attribute =
  (name: string): Attribute =>
  (node) =>
    node.attributes[name];
const isGiven = (value: string | undefined): boolean => value !== undefined && value !== '';
const has =
  (name: string) =>
  (node: XmlNode): boolean =>
    isGiven(node.attributes[name]);
const isValue =
  (name: string, value: string) =>
  (node: XmlNode): boolean =>
    node.attributes[name] === value;

const header = ({ mets }: SipOnHand) => below(mets, 'metsHdr');
const agents = (sip: SipOnHand) => header(sip).flatMap((one) => below(one, 'agent'));
const program = (sip: SipOnHand) => agents(sip).filter(isValue('OTHERTYPE', 'SOFTWARE'));
const archivists = (sip: SipOnHand) => agents(sip).filter(isValue('ROLE', 'ARCHIVIST'));
const submitters = (sip: SipOnHand) =>
  agents(sip).filter(
    ({ attributes }) =>
      attributes.ROLE === 'CREATOR' && /^(?:ORGANIZATION|INDIVIDUAL)$/u.test(attributes.TYPE ?? ''),
  );
const descriptive = ({ mets }: SipOnHand) => below(mets, 'dmdSec');
const references = ({ mets }: SipOnHand) => below(mets, 'dmdSec', 'mdRef');
const groups = ({ mets }: SipOnHand) => below(mets, 'fileSec', 'fileGrp');
const group = (sip: SipOnHand, use: RegExp) =>
  groups(sip).filter(({ attributes }) => use.test(attributes.USE ?? ''));
const files = ({ mets }: SipOnHand) => below(mets, 'fileSec', 'fileGrp', 'file');
const locators = ({ mets }: SipOnHand) => below(mets, 'fileSec', 'fileGrp', 'file', 'FLocat');
const maps = ({ mets }: SipOnHand) => below(mets, 'structMap');
const mainDivision = ({ mets }: SipOnHand) => below(mets, 'structMap', 'div');
const division = (sip: SipOnHand, label: string) =>
  mainDivision(sip)
    .flatMap((one) => below(one, 'div'))
    .filter(isValue('LABEL', label));

const one = (nodes: readonly XmlNode[], holds: (node: XmlNode) => boolean = () => true): boolean =>
  nodes.length === 1 && nodes.every(holds);
const some = (nodes: readonly XmlNode[], holds: (node: XmlNode) => boolean = () => true): boolean =>
  nodes.length > 0 && nodes.every(holds);
/** In order where there are none. */
const each = (nodes: readonly XmlNode[], holds: (node: XmlNode) => boolean): boolean => nodes.every(holds);

/** The division of a kind points at a file group of that kind. */
function points(sip: SipOnHand, label: string, use: RegExp): boolean {
  const ids = group(sip, use).map(attribute('ID'));
  const targets = division(sip, label).flatMap((found) => below(found, 'fptr').map(attribute('FILEID')));
  return (
    targets.length > 0 && targets.every((id) => ids.includes(id)) && ids.every((id) => targets.includes(id))
  );
}

function allIds(node: XmlNode): string[] {
  return [
    ...(node.attributes.ID === undefined ? [] : [node.attributes.ID]),
    ...node.children.flatMap(allIds),
  ];
}

const pathOf = (node: XmlNode): string => {
  try {
    return decodeURIComponent(node.attributes[`${XLINK}href`] ?? '');
  } catch {
    return '';
  }
};
/** Each description of a file with where it lies. */
const described = (sip: SipOnHand) => [
  ...references(sip).map((node) => ({ node, path: pathOf(node) })),
  ...files(sip).map((node) => ({ node, path: below(node, 'FLocat').map(pathOf)[0] ?? '' })),
];
const isSaid = (sip: SipOnHand, fact: (node: XmlNode, bytes: Uint8Array) => boolean): boolean =>
  described(sip).every(({ node, path }) => {
    const bytes = sip.files.get(path);
    return bytes !== undefined && fact(node, bytes);
  });

const rule = (id: string, holds: SipRule['holds']): SipRule => ({ id, holds });
/** Rules that say the same of the metadata's reference and of a file: 22-30 and 68-79. */
const facts = (ids: readonly [string, string][], nodes: (sip: SipOnHand) => XmlNode[]): SipRule[] =>
  ids.map(([id, name]) => rule(id, (sip) => each(nodes(sip), has(name))));

export const SIP_RULES: readonly SipRule[] = [
  rule('CSIPSTR1', ({ root, files: found }) => root !== '' && found.size > 0),
  rule('CSIPSTR4', ({ mets }) => mets.name === 'mets' && mets.namespace === 'http://www.loc.gov/METS/'),
  rule('CSIP1', ({ mets, root }) => mets.attributes.OBJID === root),
  rule('CSIP2', ({ mets }) => CATEGORIES.includes(mets.attributes.TYPE ?? '')),
  rule('CSIP6', ({ mets }) => has('PROFILE')(mets)),
  rule('CSIP117', (sip) => one(header(sip))),
  rule('CSIP7', (sip) => each(header(sip), has('CREATEDATE'))),
  rule('CSIP9', (sip) => each(header(sip), has(`${CSIP}OAISPACKAGETYPE`))),
  rule('CSIP10', (sip) => some(agents(sip))),
  rule('CSIP11', (sip) => each(program(sip), isValue('ROLE', 'CREATOR'))),
  rule('CSIP12', (sip) => each(program(sip), isValue('TYPE', 'OTHER'))),
  rule('CSIP13', (sip) => program(sip).length > 0),
  rule('CSIP14', (sip) =>
    each(program(sip), (found) => one(below(found, 'name'), ({ text }) => text !== '')),
  ),
  rule('CSIP15', (sip) =>
    each(program(sip), (found) => one(below(found, 'note'), ({ text }) => text !== '')),
  ),
  rule('CSIP16', (sip) =>
    each(
      program(sip).flatMap((found) => below(found, 'note')),
      isValue(`${CSIP}NOTETYPE`, 'SOFTWARE VERSION'),
    ),
  ),
  rule('CSIP18', (sip) => each(descriptive(sip), has('ID'))),
  rule('CSIP19', (sip) => each(descriptive(sip), has('CREATED'))),
  rule('CSIP22', (sip) => each(references(sip), isValue('LOCTYPE', 'URL'))),
  rule('CSIP23', (sip) => each(references(sip), isValue(`${XLINK}type`, 'simple'))),
  ...facts(
    [
      ['CSIP24', `${XLINK}href`],
      ['CSIP25', 'MDTYPE'],
      ['CSIP26', 'MIMETYPE'],
      ['CSIP27', 'SIZE'],
      ['CSIP28', 'CREATED'],
      ['CSIP29', 'CHECKSUM'],
      ['CSIP30', 'CHECKSUMTYPE'],
    ],
    references,
  ),
  rule('CSIP59', ({ mets }) => one(below(mets, 'fileSec'), has('ID'))),
  rule('CSIP60', (sip) => some(group(sip, /^Documentation/u))),
  rule('CSIP113', (sip) => some(group(sip, /^Schemas/u))),
  rule('CSIP114', (sip) => some(group(sip, /^Representations/u))),
  rule('CSIP64', (sip) => each(groups(sip), has('USE'))),
  rule('CSIP65', (sip) => each(groups(sip), has('ID'))),
  rule('CSIP66', (sip) => each(groups(sip), (found) => below(found, 'file').length > 0)),
  ...facts(
    [
      ['CSIP67', 'ID'],
      ['CSIP68', 'MIMETYPE'],
      ['CSIP69', 'SIZE'],
      ['CSIP70', 'CREATED'],
      ['CSIP71', 'CHECKSUM'],
      ['CSIP72', 'CHECKSUMTYPE'],
    ],
    files,
  ),
  rule('CSIP76', (sip) => each(files(sip), (file) => one(below(file, 'FLocat')))),
  rule('CSIP77', (sip) => each(locators(sip), isValue('LOCTYPE', 'URL'))),
  rule('CSIP78', (sip) => each(locators(sip), isValue(`${XLINK}type`, 'simple'))),
  rule('CSIP79', (sip) => each(locators(sip), has(`${XLINK}href`))),
  rule('CSIP80', (sip) => some(maps(sip))),
  rule('CSIP81', (sip) => each(maps(sip), isValue('TYPE', 'PHYSICAL'))),
  rule('CSIP82', (sip) => one(maps(sip).filter(isValue('LABEL', 'CSIP')))),
  rule('CSIP83', (sip) => each(maps(sip), has('ID'))),
  rule('CSIP84', (sip) => one(mainDivision(sip))),
  rule('CSIP85', (sip) => each(mainDivision(sip), has('ID'))),
  rule('CSIP88', (sip) => one(division(sip, 'Metadata'))),
  rule('CSIP89', (sip) => each(division(sip, 'Metadata'), has('ID'))),
  rule('CSIP94', (sip) => each(division(sip, 'Documentation'), has('ID'))),
  rule('CSIP95', (sip) => one(division(sip, 'Documentation'))),
  rule('CSIP116', (sip) => points(sip, 'Documentation', /^Documentation/u)),
  rule('CSIP98', (sip) => each(division(sip, 'Schemas'), has('ID'))),
  rule('CSIP99', (sip) => one(division(sip, 'Schemas'))),
  rule('CSIP118', (sip) => points(sip, 'Schemas', /^Schemas/u)),
  rule('CSIP102', (sip) => each(division(sip, 'Representations'), has('ID'))),
  rule('CSIP103', (sip) => one(division(sip, 'Representations'))),
  rule('CSIP119', (sip) => points(sip, 'Representations', /^Representations/u)),
  rule('SIP2', ({ mets }) =>
    (Object.values(EARK_PROFILES) as (string | undefined)[]).includes(mets.attributes.PROFILE),
  ),
  rule('SIP4', (sip) => each(header(sip), isValue(`${CSIP}OAISPACKAGETYPE`, 'SIP'))),
  rule('SIP11', (sip) =>
    each(archivists(sip), ({ attributes }) => /^(?:ORGANIZATION|INDIVIDUAL)$/u.test(attributes.TYPE ?? '')),
  ),
  rule('SIP12', (sip) =>
    each(archivists(sip), (found) => one(below(found, 'name'), ({ text }) => text !== '')),
  ),
  rule('SIP14', (sip) =>
    each(
      archivists(sip).flatMap((found) => below(found, 'note')),
      isValue(`${CSIP}NOTETYPE`, 'IDENTIFICATIONCODE'),
    ),
  ),
  // SIP15 to 17: an agent with this role and of these types is the submitting one.
  rule('SIP15', (sip) => submitters(sip).length > 0),
  rule('SIP18', (sip) =>
    each(submitters(sip), (found) => one(below(found, 'name'), ({ text }) => text !== '')),
  ),
  rule('SIP20', (sip) =>
    each(
      submitters(sip).flatMap((found) => below(found, 'note')),
      isValue(`${CSIP}NOTETYPE`, 'IDENTIFICATIONCODE'),
    ),
  ),
  // What no rule has a number for, and every reader stumbles over.
  rule('ids are names and differ', ({ mets }) => {
    const ids = allIds(mets);
    return new Set(ids).size === ids.length && ids.every((id) => NC_NAME.test(id));
  }),
  rule('sizes are true', (sip) =>
    isSaid(sip, (node, bytes) => node.attributes.SIZE === String(bytes.length)),
  ),
  rule('checksums are true', (sip) =>
    isSaid(sip, (node, bytes) => node.attributes.CHECKSUM === sha256(bytes)),
  ),
  rule('every file is described', (sip) => {
    const paths = described(sip).map(({ path }) => path);
    return [...sip.files.keys()].every((path) => paths.includes(path));
  }),
];

/** The ids of the rules that the package breaks. */
export const brokenRules = (sip: SipOnHand): string[] =>
  SIP_RULES.filter(({ holds }) => !holds(sip)).map(({ id }) => id);
