/** CITS ERMS 3.0 of the DILCIS Board: one record, as `ERMS_v3.xsd` has it, in its order. */
import type { EvidencePackage } from '../../evidence/package.ts';
import { type ContentFile, formatName } from '../content-files.ts';
import { registerEntry } from '../register-entry.ts';
import { element, optional, type XmlElement, xmlBytes } from '../xml.ts';

const NAMESPACE = 'https://DILCIS.eu/XML/ERMS';

const party = (agentType: string, name: string, more: readonly (XmlElement | null)[] = []): XmlElement =>
  element('agent', [element('name', name), ...more], { agentType });

function control({ captureId, municipality, software, sealedAt }: EvidencePackage): XmlElement {
  const event = element('maintenanceEvent', [
    element('eventType', [], { value: 'created' }),
    element('eventDateTime', sealedAt),
    party('creator', `${software.name} ${software.version}`),
  ]);
  return element('control', [
    element('identification', captureId, { identificationType: 'captureId' }),
    element('maintenanceInformation', [
      element('maintenanceStatus', [], { value: 'new' }),
      element('maintenanceAgency', [
        optional('agencyCode', municipality.organisationNumber, { type: 'organisationNumber' }),
        element('agencyName', municipality.name),
      ]),
      element('maintenanceHistory', [event]),
    ]),
  ]);
}

function dates({ publishedAt, editedAt, sealedAt, firstFetchedAt }: EvidencePackage): XmlElement {
  const values: readonly (readonly [string, string | null])[] = [
    ['created', publishedAt],
    ['received', publishedAt],
    ['modified', editedAt],
    ['received_at_location', firstFetchedAt],
    ['captured', sealedAt],
  ];
  return element(
    'dates',
    values.map(([dateType, at]) => optional('date', at, { dateType })),
  );
}

function agents(evidence: EvidencePackage, sender: string): XmlElement {
  const { municipality, board, cause } = evidence;
  const unit = [element('organisation', municipality.name), element('unitName', board)];
  return element('agents', [
    party('sender', sender),
    party('receiver', board, [
      element('organisation', municipality.name),
      optional('idNumber', municipality.organisationNumber, { idNumberType: 'organisationNumber' }),
    ]),
    party('responsible_person', cause.actor.name ?? cause.actor.id, unit),
  ]);
}

/** `folder`: where the files lie, seen from the package's root. */
export function erms(evidence: EvidencePackage, files: readonly ContentFile[], folder: string): Uint8Array {
  const entry = registerEntry(evidence);
  const { object, account, itemId, reference } = evidence;
  const own = entry.fields.map(({ name, value }) =>
    element('ownElement', [element('value', value)], { name, dataType: 'string' }),
  );
  const appendices = files.map((file) =>
    element('appendix', [], {
      name: file.name,
      description: file.title,
      path: `${folder}/${file.name}`,
      fileFormat: formatName(file),
      disposable: false,
    }),
  );
  const { secrecy } = entry;
  const record = element(
    'record',
    [
      element('objectId', entry.key),
      element('extraId', object.externalId, { extraIdType: `${account.platform}-${object.kind}` }),
      optional('extraId', reference, { extraIdType: 'reference' }),
      element('title', entry.title),
      element('subject', entry.recordType),
      element('status', [], { value: 'received' }),
      secrecy &&
        element(
          'restriction',
          [element('explanatoryText', secrecy.explanation), element('regulation', secrecy.provision)],
          { restrictionType: 'confidential' },
        ),
      element('direction', [], { directionDefinition: 'incoming' }),
      agents(evidence, entry.sender.name),
      element('description', entry.description),
      dates(evidence),
      element('additionalInformation', [...appendices, element('ownElement', own)]),
    ],
    { systemIdentifier: itemId, recordType: 'record', recordPhysicalOrDigital: 'digital' },
  );
  return xmlBytes(element('erms', [control(evidence), element('records', [record])], { xmlns: NAMESPACE }));
}
