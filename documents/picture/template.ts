/**
 * The picture of a capture as HTML, from its evidence alone: the item in its thread, every revision, times and ids. Pure;
 * nothing in it is fetched but fonts, and no script runs.
 */
import type { EvidenceNeighbour, EvidencePackage, EvidenceRevision } from '../../core/evidence/package.ts';
import type { PictureFonts } from './fonts.ts';
import { isBeside, type ShownPeople, shownPeople } from './people.ts';
import { escaped, SHOWN_BESIDE, SHOWN_TEXT, shown, withoutBoxes } from './shown-text.ts';
import { PICTURE_STYLE } from './style.ts';
import { type PictureWords, pictureWords } from './words.ts';

/** A picture of the comment's own, or why it is not there. */
export type AttachedPicture =
  | { readonly dataUrl: string; readonly alt: string | null }
  | { readonly missing: string };

/** On each side of the item. */
const NEIGHBOURS = 2;
const REVISIONS = 50;

const part = (tag: string, name: string, inner: string): string =>
  `<${tag} class="${name}">${inner}</${tag}>`;
const note = (words: string): string => part('p', 'note', escaped(words));

function textBlock(text: string | null, { catalogue, filled }: PictureWords, most = SHOWN_TEXT): string {
  if (text === null) return note(catalogue.leftOut);
  if (text.trim() === '') return note(catalogue.noText);
  const cut = text.length > most;
  const more = cut ? note(filled(catalogue.cut, { length: text.length })) : '';
  return `<div class="text" dir="auto">${shown(text.slice(0, most))}</div>${more}`;
}

function facts(evidence: EvidencePackage, words: PictureWords): string {
  const { catalogue: c, moment, platform } = words;
  const { account, object, author } = evidence;
  const rows: readonly (readonly [string, string | null])[] = [
    [c.platform, platform(account.platform)],
    [c.account, `${account.name} (${account.externalId})`],
    [c.municipality, evidence.municipality.name],
    [c.board, evidence.board],
    [c.id, object.externalId],
    [c.postId, object.postExternalId],
    [c.parentId, object.parentExternalId === object.postExternalId ? null : object.parentExternalId],
    [c.permalink, object.permalink],
    [c.author, author === null ? c.unknown : `${author.name ?? c.unknown} (${author.id})`],
    [c.published, moment(evidence.publishedAt)],
    [c.edited, evidence.editedAt === null ? null : moment(evidence.editedAt)],
    [c.fetched, moment(evidence.firstFetchedAt)],
    [c.visibility, c.visibilities[object.visibility]],
    [c.sealed, moment(evidence.sealedAt)],
    [c.capture, evidence.captureId],
  ];
  const cells = rows.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [`<dt>${escaped(name)}</dt><dd dir="auto">${shown(value)}</dd>`],
  );
  return part('dl', 'facts', cells.join(''));
}

function pictures(attached: readonly AttachedPicture[], { catalogue, filled }: PictureWords): string {
  return attached
    .map((picture, index) => {
      const number = index + 1;
      if ('missing' in picture) {
        const why: Readonly<Record<string, string>> = catalogue.missingBecause;
        const cause = why[picture.missing] ?? catalogue.missingBecause.other;
        return note(filled(catalogue.pictureMissing, { number, cause }));
      }
      const alt = picture.alt ?? filled(catalogue.picture, { number });
      return part('figure', 'picture', `<img src="${escaped(picture.dataUrl)}" alt="${escaped(alt)}">`);
    })
    .join('');
}

function head(who: { name: string; isReplaced?: boolean }, more: readonly string[]): string {
  const name = part('b', who.isReplaced ? 'name replaced' : 'name', `<bdi>${shown(who.name)}</bdi>`);
  return part('div', 'head', `${name}${more.map((text) => part('span', 'when', escaped(text))).join('')}`);
}

function neighbour(entry: EvidenceNeighbour, people: ShownPeople, words: PictureWords): string {
  const { catalogue: c, moment } = words;
  const { name, isReplaced } = people.nameOf(entry);
  const shownName = entry.own ? `${name ?? ''} (${c.own})`.trim() : (name ?? c.unknown);
  const text = entry.withheld
    ? note(c.withheld)
    : textBlock(
        entry.text === null ? null : people.withoutNames(entry.text),
        words,
        isBeside(entry) ? SHOWN_BESIDE : SHOWN_TEXT,
      );
  const label = part('span', 'place', escaped(c.places[entry.place]));
  const inner = `${label}${head({ name: shownName, isReplaced }, [moment(entry.publishedAt)])}${text}`;
  return part('article', `entry ${entry.place}`, inner);
}

function itself(
  evidence: EvidencePackage,
  attached: readonly AttachedPicture[],
  words: PictureWords,
): string {
  const { catalogue: c, moment } = words;
  const newest = evidence.revisions.at(-1);
  const times = [moment(evidence.publishedAt)];
  if (evidence.editedAt !== null) times.push(`${c.edited}: ${moment(evidence.editedAt)}`);
  const inner = [
    part('span', 'place', escaped(c.places.self)),
    head({ name: evidence.author?.name ?? c.unknown }, times),
    textBlock(newest?.text ?? null, words),
    pictures(attached, words),
  ];
  return part('article', 'entry self', inner.join(''));
}

function thread(
  evidence: EvidencePackage,
  attached: readonly AttachedPicture[],
  words: PictureWords,
): string {
  const people = shownPeople(evidence, (letter) => words.filled(words.catalogue.otherPerson, { letter }));
  const at = (place: EvidenceNeighbour['place']) => evidence.thread.filter((entry) => entry.place === place);
  const drawn = (entries: readonly EvidenceNeighbour[]) =>
    entries.map((entry) => neighbour(entry, people, words));
  return [
    ...drawn([...at('post'), ...at('ancestor'), ...at('before').slice(-NEIGHBOURS)]),
    itself(evidence, attached, words),
    ...drawn(at('after').slice(0, NEIGHBOURS)),
  ].join('');
}

/** The first and the newest, where there are too many. */
function revisions(all: readonly EvidenceRevision[], words: PictureWords): string {
  if (all.length < 2) return '';
  const { catalogue: c, filled, moment } = words;
  const count = Math.max(0, all.length - REVISIONS);
  const drawn = [...all.slice(0, 1), ...all.slice(1 + count)].map((revision) =>
    part(
      'article',
      'entry revision',
      head({ name: filled(c.revision, { number: revision.number }) }, [moment(revision.publishedAt)]) +
        textBlock(revision.text, words),
    ),
  );
  if (count > 0) drawn.splice(1, 0, note(filled(c.revisionsLeftOut, { count })));
  return `<h2>${escaped(c.revisions)}</h2>${drawn.join('')}`;
}

function documentHtml(
  { language }: PictureWords,
  { title, mark, fonts }: { title: string; mark: string; fonts: PictureFonts },
  inner: readonly string[],
): string {
  const drawn = `<header id="mark"><b>${escaped(mark)}</b><span id="page"></span></header>
<main id="frame"><div id="roll">${inner.join('')}</div></main>`;
  const body = withoutBoxes(drawn, fonts.has);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<title>${escaped(title)}</title><style>${fonts.facesFor(body)}${PICTURE_STYLE}</style></head><body>
${body}
</body></html>`;
}

/**
 * A page with a head that stays, and the whole in `#roll` under it. What the fonts have no sign for stands there by its
 * number. Throws for what
 * nothing may be drawn of.
 */
export function pictureHtml(
  evidence: EvidencePackage,
  attached: readonly AttachedPicture[],
  fonts: PictureFonts,
): string {
  if (evidence.withoutContent) throw new Error('Of this capture no picture may be drawn.');
  const words = pictureWords(evidence.language, evidence.timeZone);
  const { catalogue: c, filled, platform } = words;
  const title = filled(c.title, {
    kind: c.kinds[evidence.object.kind],
    platform: platform(evidence.account.platform),
  });
  return documentHtml(words, { title, mark: c.mark, fonts }, [
    `<h1>${escaped(title)}</h1>${facts(evidence, words)}`,
    `<h2>${escaped(c.thread)}</h2>${thread(evidence, attached, words)}`,
    revisions(evidence.revisions, words),
  ]);
}

/** The public page as it was seen, under a head that says so. */
export function pageHtml(
  evidence: EvidencePackage,
  fonts: PictureFonts,
  { dataUrl, seenAt }: { readonly dataUrl: string; readonly seenAt: string },
): string {
  const words = pictureWords(evidence.language, evidence.timeZone);
  const { catalogue: c } = words;
  const rows = [
    [c.permalink, evidence.object.permalink ?? c.none],
    [c.fetched, words.moment(seenAt)],
    [c.capture, evidence.captureId],
  ].map(([name = '', value = '']) => `<dt>${escaped(name)}</dt><dd>${shown(value)}</dd>`);
  return documentHtml(words, { title: c.pageMark, mark: c.pageMark, fonts }, [
    part('dl', 'facts', rows.join('')),
    note(c.pageInClear),
    part('figure', 'picture page', `<img src="${escaped(dataUrl)}" alt="">`),
  ]);
}

/** `Page 1 of 3`, in the language of the picture. */
export function pageWords(
  evidence: EvidencePackage,
  { page, pages }: { page: number; pages: number },
): string {
  const { catalogue, filled } = pictureWords(evidence.language, evidence.timeZone);
  return filled(catalogue.page, { page, pages });
}
