/** What a registrar asks first: what, who, when, where, which rule, which decision. PURE. */
import type { EvidencePackage, EvidenceRemoval } from '../../core/evidence/package.ts';
import type { Fact } from '../pdf/writer.ts';
import { filled } from '../words.ts';
import type { EvidenceWords } from './evidence-words.ts';
import provisions from './provisions.json' with { type: 'json' };

type Read = (evidence: EvidencePackage, words: EvidenceWords) => string[];
type TextKey = keyof EvidenceWords['catalogue']['text'];

const present = (...lines: readonly (string | null)[]): string[] => lines.filter((line) => line !== null);

const board: Read = ({ board, municipality: { name, organisationNumber } }, { text }) =>
  present(
    board,
    name === '' ? null : name,
    organisationNumber === null ? null : text('organisationNumber', { number: organisationNumber }),
  );

const what: Read = ({ object, account }, { catalogue }) => {
  const kind = catalogue.kind[object.kind];
  return [account.platform === 'generic' ? kind : `${kind}, ${catalogue.platform[account.platform]}`];
};

/** Of suspected abuse material no name is shown: it may itself be content. */
const who: Read = ({ author, withoutContent }, { text }) => {
  if (author === null) return [text('unknownAuthor')];
  const name = author.name === null || author.name === '' ? text('unknownName') : author.name;
  return present(withoutContent ? null : name, text('platformId', { id: author.id }));
};

const when: Read = ({ publishedAt, editedAt, firstFetchedAt, sealedAt }, { text, moment }) =>
  present(
    text('published', { at: moment(publishedAt) }),
    editedAt === null ? null : text('editedAt', { at: moment(editedAt) }),
    text('fetched', { at: moment(firstFetchedAt) }),
    text('sealed', { at: moment(sealedAt) }),
  );

const where: Read = ({ account, object }, { text, catalogue }) => {
  const { permalink, externalId, parentExternalId: parent, postExternalId: post } = object;
  const { platform, name, externalId: id } = account;
  return present(
    platform === 'generic'
      ? text('accountElsewhere', { name, id })
      : text('accountLine', { name, id, platform: catalogue.platform[platform] }),
    permalink === null ? text('noPermalink') : text('permalink', { url: permalink }),
    text('objectId', { id: externalId }),
    parent === null || parent === post ? null : text('parentId', { id: parent }),
    post === null ? null : text('postId', { id: post }),
  );
};

const decision: Read = ({ removal }, { text, catalogue }) =>
  removal === null
    ? [text('noDecision')]
    : [
        text('decided', {
          act: catalogue.act[removal.type],
          reason: catalogue.removalReason[removal.reason],
        }),
      ];

function ruleOf(
  { axis, reason, houseRules }: EvidenceRemoval,
  { municipality, secrecy }: EvidencePackage,
  { text }: EvidenceWords,
): string {
  if (axis === 'secrecy') return secrecy?.provision ?? text('noProvision');
  if (axis === 'houseRule')
    return houseRules === null
      ? text('noHouseRules')
      : text('houseRules', { version: String(houseRules.version) });
  const law: Readonly<Record<string, string>> = provisions[municipality.country];
  return law[reason] ?? text('noProvision');
}

const rule: Read = (evidence, words) =>
  evidence.removal === null
    ? [words.text('noRule')]
    : [`${words.catalogue.axis[evidence.removal.axis]}.`, ruleOf(evidence.removal, evidence, words)];

/** A key's name is one that somebody gave to a program: alone it would read like a person's. */
function whoActed({ kind, id, name }: EvidencePackage['cause']['actor'], { text, catalogue }: EvidenceWords) {
  if (name === null) return filled(catalogue.actor[kind], { id });
  return kind === 'key' ? text('keyNamed', { name, id }) : name;
}

const cause: Read = ({ cause: { trigger, actor, at } }, words) => {
  const { text, catalogue, moment } = words;
  const name = whoActed(actor, words);
  return [`${catalogue.trigger[trigger]}.`, text('by', { name, at: moment(at) })];
};

const secrecy: Read = ({ secrecy }, { text }) =>
  secrecy === null ? [text('noSecrecy')] : [text('secrecyProposed', { provision: secrecy.provision })];

/** Says of what there is none, and why. */
const pictures: Read = ({ pictures, pictureMissing, withoutContent }, { text, catalogue }) => {
  const known: Readonly<Record<string, string>> = catalogue.missingWhy;
  const why = (code: string): string => filled(known[code] ?? catalogue.missingWhy.other, { code });
  return present(
    pictures.length === 0 || withoutContent
      ? text('noPictures')
      : text('pictureCount', { count: String(pictures.length) }),
    pictureMissing === null ? null : text('missing', { why: why(pictureMissing) }),
  );
};

const FACTS: readonly (readonly [TextKey, Read])[] = [
  ['board', board],
  ['reference', ({ reference }, { text }) => [reference ?? text('notRegistered')]],
  ['what', what],
  ['who', who],
  ['when', when],
  ['where', where],
  ['visibility', ({ object }, { catalogue }) => [catalogue.visibility[object.visibility]]],
  ['decision', decision],
  ['rule', rule],
  ['secrecy', secrecy],
  ['cause', cause],
  ['pictures', pictures],
  ['captureId', ({ captureId }) => [captureId]],
];

export const firstPage = (evidence: EvidencePackage, words: EvidenceWords): Fact[] =>
  FACTS.map(([label, read]) => ({ label: words.text(label), lines: read(evidence, words) }));
