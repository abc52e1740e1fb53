/**
 * What a registrar reads: the letter beside the package, and the note beside a file that may repeat another. Who and what
 * stand in the letter; the words themselves only in the document that is attached. Nothing of a person in the subject.
 */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { mayHaveArrived, shortId } from '../../core/records/hand-over.ts';
import type { RouteLanguage } from '../../core/records/hand-over-route.ts';
import type { HandOver } from '../../core/records/hand-overs.store.ts';
import { filled, recordCatalogue } from '../../core/records/record-words.ts';
import { mayBeSecret } from '../../core/records/secret.ts';
import en from './catalogues/en.json' with { type: 'json' };
import nb from './catalogues/nb.json' with { type: 'json' };
import sv from './catalogues/sv.json' with { type: 'json' };
import type { PackedFile } from './deps.ts';

type Catalogue = typeof en;
const CATALOGUES = { sv, nb, en } satisfies Record<RouteLanguage, Catalogue>;
const LOCALES: Readonly<Record<RouteLanguage, string>> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' };

/** A name may be anything a person has typed: one line, no control characters, so that it cannot forge a header. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export interface Parcel {
  readonly row: HandOver;
  /** Its Message-ID or file name. */
  readonly name: string;
  readonly evidence: EvidencePackage;
  readonly files: readonly { readonly name: string; readonly file: PackedFile; readonly sha256: string }[];
  readonly language: RouteLanguage;
  readonly publicUrl: string;
}

function receivedAt(catalogue: Catalogue, language: RouteLanguage, evidence: EvidencePackage): string {
  const { timeZone, publishedAt } = evidence;
  const local = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return filled(catalogue.receivedAt, { local: local.format(new Date(publishedAt)), utc: publishedAt });
}

const WIDTH = 26;
const line = (label: string, value: string | null): string[] =>
  value === null ? [] : [`${`${label}:`.padEnd(WIDTH)} ${oneLine(value)}`];

function factsOf(catalogue: Catalogue, { evidence, language }: Parcel): string[] {
  const { account, author, object, cause, removal, secrecy, reference, editedAt } = evidence;
  const words = recordCatalogue(language);
  // Sealed before it is carried out: what is told is the decision.
  const measure =
    removal &&
    filled(words.text.because, {
      what: catalogue.measures[removal.type],
      reason: words.reason[removal.reason],
    });
  return [
    ...line(catalogue.received, receivedAt(catalogue, language, evidence)),
    ...line(catalogue.edited, editedAt),
    ...line(catalogue.sender, author?.name ?? author?.id ?? catalogue.senderUnknown),
    ...line(catalogue.account, `${account.name}, ${words.platform[account.platform]}`),
    ...line(catalogue.kind, words.kind[object.kind]),
    ...line(catalogue.link, object.permalink),
    ...line(catalogue.cause, words.trigger[cause.trigger]),
    ...line(catalogue.measure, measure),
    ...line(catalogue.secrecy, secrecy?.provision ?? null),
    ...line(catalogue.reference, reference),
  ];
}

/** That an earlier try may have arrived; null: none may. */
export function repetition({ row, language }: Pick<Parcel, 'row' | 'language'>): string | null {
  const earlier = mayHaveArrived(row.tries).map(({ name }) => name);
  if (earlier.length === 0) return null;
  const number = String(row.tries.length + 1);
  return filled(CATALOGUES[language].repeat, { number, earlier: earlier.join(', ') });
}

function subjectOf(catalogue: Catalogue, { row, evidence }: Parcel, isRepeat: boolean): string {
  const form = row.isTest ? catalogue.subjectTest : isRepeat ? catalogue.subjectRepeat : catalogue.subject;
  return oneLine(filled(form, { board: row.board, id: shortId(evidence.captureId) }));
}

/** Paragraphs that are there, with a line between them. */
const paragraphs = (...parts: readonly (string | null)[]): string =>
  `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`;

export function letterOf(parcel: Parcel): Letter {
  const { row, name, evidence, files, language, publicUrl } = parcel;
  const catalogue = CATALOGUES[language];
  const repeat = repetition(parcel);
  const link =
    row.itemId === null ? '' : new URL(`/inbox/all/${encodeURIComponent(row.itemId)}`, publicUrl).href;
  const attached = files.map((file) => `  ${file.name}\n  ${catalogue.fingerprint} ${file.sha256}`);
  const seal = { hash: evidence.manifestSha256, seq: String(evidence.chain.seq) };
  return {
    subject: subjectOf(catalogue, parcel, repeat !== null),
    text: paragraphs(
      filled(catalogue.greeting, { board: oneLine(row.board) }),
      row.isTest ? catalogue.test : catalogue.lead,
      repeat,
      mayBeSecret(evidence) ? catalogue.secret : null,
      factsOf(catalogue, parcel).join('\n'),
      `${catalogue.attached}:\n${attached.join('\n')}`,
      row.isTest ? null : filled(catalogue.seal, seal),
      row.isTest ? null : filled(catalogue.answer, { link }),
      filled(catalogue.noReply, { name }),
    ),
  };
}

/** Beside a file that may repeat another; null: this one repeats none. */
export function noteOf({ row, name, language }: Pick<Parcel, 'row' | 'name' | 'language'>): string | null {
  const repeat = repetition({ row, language });
  const answer = filled(CATALOGUES[language].answerFile, { name });
  return repeat === null ? null : paragraphs(repeat, row.isTest ? null : answer);
}
