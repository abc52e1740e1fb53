/** FGS Ärendehantering 1.0 of Riksarkivet: one record (handling) as its `Arendehantering.xsd` has it, in its order. */
import type { EvidencePackage } from '../../evidence/package.ts';
import type { ContentFile } from '../content-files.ts';
import { recordCatalogue } from '../record-words.ts';
import { localTime, registerEntry } from '../register-entry.ts';
import { element, optional, type XmlElement, xmlBytes } from '../xml.ts';

const NAMESPACE = 'http://xml.ra.se/e-arkiv/FGS-ERMS';

const attachment = ({ title, mime, bytes, sha256 }: ContentFile, link: string): XmlElement =>
  element('Bilaga', [element('Bevaras', true)], {
    Namn: link.split('/').at(-1) ?? link,
    Beskrivning: title,
    Lank: link,
    Storlek: bytes.length,
    Mimetyp: mime,
    Checksumma: sha256,
    ChecksummaMetod: 'SHA-256',
  });

function record(evidence: EvidencePackage, files: readonly ContentFile[], folder: string): XmlElement {
  const entry = registerEntry(evidence);
  const { text } = recordCatalogue(evidence.language);
  const { object, account, board, municipality, cause, sealedAt, timeZone, reference } = evidence;
  const received = localTime(entry.receivedAt, timeZone);
  const { secrecy } = entry;
  return element(
    'ArkivobjektHandling',
    [
      element('ArkivobjektID', entry.key),
      element('ExtraID', object.externalId, { ExtraIDTyp: `${account.platform}-${object.kind}` }),
      optional('ExtraID', reference, { ExtraIDTyp: 'diarienummer' }),
      element('Handlingstyp', entry.recordType),
      element('Avsandare', [element('Namn', entry.sender.name)]),
      element('Beskrivning', entry.description),
      element('Gallring', [], { Gallras: false }),
      element('Agent', [
        element('Roll', text.registeredBy),
        element('Namn', cause.actor.name ?? cause.actor.id),
        element('Organisationsnamn', municipality.name),
        element('Enhetsnamn', board),
      ]),
      element('Inkommen', received),
      element('Mottagare', [
        element('Namn', board),
        element('Organisation', municipality.name),
        optional('IDnummer', municipality.organisationNumber, { Typ: '1' }),
      ]),
      element('Rubrik', entry.title),
      element('Skapad', received),
      element('StatusHandling', 'Inkommen'),
      secrecy &&
        element(
          'Restriktion',
          [
            element('ForklarandeText', secrecy.explanation),
            element('Lagrum', secrecy.provision),
            element('RestriktionsDatum', localTime(sealedAt, timeZone)),
          ],
          { Typ: 'Sekretess' },
        ),
      ...files.map((file) => attachment(file, `${folder}/${file.name}`)),
      element(
        'EgnaElement',
        entry.fields.map(({ name, value }) =>
          element('EgetElement', [element('Varde', value)], { Namn: name, DataTyp: 'string' }),
        ),
      ),
    ],
    { Systemidentifierare: evidence.itemId },
  );
}

/** `folder`: where the files lie, seen from the package's root. */
export function arendehantering(
  evidence: EvidencePackage,
  files: readonly ContentFile[],
  folder: string,
): Uint8Array {
  return xmlBytes(
    element('Leveransobjekt', [element('ArkivobjektListaHandlingar', [record(evidence, files, folder)])], {
      xmlns: NAMESPACE,
    }),
  );
}
