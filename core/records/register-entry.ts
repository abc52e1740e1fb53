/**
 * What every case register asks for, read off one piece of evidence: each format writes it in its own tongue. Titles
 * hold no name and no word of the text, since registers are public; both stand in fields that a register can close.
 */
import { offsetAt } from '../deadlines/zone.ts';
import type { EvidencePackage } from '../evidence/package.ts';
import { derivedId } from '../kernel/ids.ts';
import { filled, recordCatalogue } from './record-words.ts';

export interface RegisterField {
  readonly name: string;
  readonly value: string;
}

export interface RegisterEntry {
  /** The same for the same capture, whoever asks and how often: a register sees a second delivery by it. */
  readonly key: string;
  readonly title: string;
  readonly recordType: string;
  readonly description: string;
  /** A person's name or, where none is known, what stands for it; `isName` tells which. */
  readonly sender: { readonly name: string; readonly isName: boolean };
  /** Proposed, to be decided by the registrar. */
  readonly secrecy: { readonly provision: string; readonly explanation: string } | null;
  /** ISO UTC. By the platform's clock: the time of receipt (TF 2:9). */
  readonly receivedAt: string;
  readonly fields: readonly RegisterField[];
}

const local = (instant: string, timeZone: string): string => {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, timeZone)).toISOString();
};

/** `2026-11-20T19:03:11`, as Swedish archives write local time: without zone and fraction. */
export const localTime = (instant: string, timeZone: string): string => local(instant, timeZone).slice(0, 19);
/** `2026-11-20`. */
export const localDate = (instant: string, timeZone: string): string => local(instant, timeZone).slice(0, 10);

/** A UUID that follows from its parts (version 8 of RFC 9562, by SHA-256): the same package has the same ids. */
export function derivedUuid(...parts: readonly string[]): string {
  const hex = derivedId(...parts);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function description(evidence: EvidencePackage): string {
  const words = recordCatalogue(evidence.language);
  const { removal, cause, withoutContent } = evidence;
  const what = removal
    ? filled(words.text.because, { what: words.removal[removal.type], reason: words.reason[removal.reason] })
    : `${words.trigger[cause.trigger]}.`;
  return withoutContent ? `${what} ${words.text.withheld}` : what;
}

function fields(evidence: EvidencePackage): RegisterField[] {
  const { field } = recordCatalogue(evidence.language);
  const { object, account, author, removal, chain, withoutContent } = evidence;
  const text = withoutContent ? null : (evidence.revisions.at(-1)?.text ?? null);
  const houseRules = removal?.houseRules?.version;
  const values: readonly (readonly [string, string | null])[] = [
    [field.text, text],
    [field.permalink, object.permalink],
    [field.account, `${account.name} (${account.externalId})`],
    [field.post, object.postExternalId],
    [field.parent, object.parentExternalId],
    [field.author, author?.id ?? null],
    [field.edited, evidence.editedAt],
    [field.fetched, evidence.firstFetchedAt],
    [field.sealed, evidence.sealedAt],
    [field.rule, houseRules === undefined ? null : String(houseRules)],
    [field.manifest, evidence.manifestSha256],
    [field.chain, chain.hash],
    [field.place, String(chain.seq)],
  ];
  return values.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value }]));
}

export function registerEntry(evidence: EvidencePackage): RegisterEntry {
  const words = recordCatalogue(evidence.language);
  const { account, object, author, removal, secrecy, publishedAt, timeZone } = evidence;
  const platform = words.platform[account.platform];
  const date = localDate(publishedAt, timeZone);
  // Of suspected abuse material ids, times and actor leave the house, nothing else.
  const name = evidence.withoutContent ? null : author?.name?.trim() || null;
  return {
    key: evidence.captureId,
    title: filled(words.text.title, { kind: words.kind[object.kind], platform, account: account.name, date }),
    recordType: removal ? words.text.recordType : words.text.recordTypeOther,
    description: description(evidence),
    sender: { name: name ?? filled(words.text.sender, { platform }), isName: name !== null },
    secrecy: secrecy && { provision: secrecy.provision, explanation: words.text.proposal },
    receivedAt: publishedAt,
    fields: fields(evidence),
  };
}
