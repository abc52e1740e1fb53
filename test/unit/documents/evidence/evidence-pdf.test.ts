import type { DocumentLanguage, EvidencePackage } from '../../../../core/evidence/package.ts';
import { emojiName } from '../../../../documents/evidence/emoji-names.ts';
import { evidencePdf } from '../../../../documents/evidence/evidence-pdf.ts';
import { EVIDENCE_TEXTS, evidenceCases } from '../../../support/evidence-cases.ts';
import { evidencePackage, revision, SEALED_AT } from '../../../support/evidence-package.ts';
import { ODD_TEXTS } from '../../../support/odd-texts.ts';
import { noSpace, oneSpace, pdfElements, pdfPages } from '../../../support/pdf-text.ts';

const drawn = new WeakMap<EvidencePackage, Promise<Uint8Array>>();
/** A capture is drawn once for all that look at it. */
function pdfOf(evidence: EvidencePackage): Promise<Uint8Array> {
  const pdf = drawn.get(evidence) ?? evidencePdf(evidence);
  drawn.set(evidence, pdf);
  return pdf;
}
const textOf = async (evidence: EvidencePackage): Promise<string> =>
  (await pdfPages(await pdfOf(evidence))).join('\n');
/** Without spaces, and without the heads and feet that stand between the pages. */
const bodyOf = async (evidence: EvidencePackage): Promise<string> =>
  noSpace(await textOf(evidence)).replaceAll(
    /[0-9a-f]{32}Kultur-ochfritidsnämndenSida\d+av\d+FramställtmedUppsikt0\.1\.0urdenförsegladeposten/gu,
    '',
  );

let cases: Map<string, EvidencePackage>;
const swedish = (name: string): EvidencePackage => {
  const found = cases.get(name);
  if (found === undefined) throw new Error(`There is no capture named ${name}.`);
  return found;
};
beforeAll(async () => {
  cases = await evidenceCases('sv');
});

describe('the text of evidence on paper', () => {
  it.each([
    'letters',
    'sami',
    'markup',
  ] as const)('The text that is taken out is the source: %s', async (name) => {
    expect(oneSpace(await textOf(swedish(name)))).toContain(oneSpace(EVIDENCE_TEXTS[name]));
  });
  it.each(['long', 'oneWord'] as const)('No sign of a text over many lines is lost: %s', async (name) => {
    expect(await bodyOf(swedish(name))).toContain(noSpace(EVIDENCE_TEXTS[name]));
  });
  it('A sign that the fonts lack is named in words, and its code points say exactly which', async () => {
    const text = oneSpace(await textOf(swedish('emoji')));
    expect(text).toContain('Bra jobbat [tummen upp: mellanfärgad hy U+1F44D U+1F3FD] säger familjen');
    expect(text).toContain('i [flagga: Sverige U+1F1F8 U+1F1EA] och [flagga: Norge');
    expect(text).toContain('😡[ansikte med symboler på munnen U+1F92C]');
  });
  it('A control character is seen, and turns nothing round', async () => {
    expect(oneSpace(await textOf(swedish('controls')))).toContain(
      'noll[U+0000] klocka[U+0007] esc[U+001B][31m vänster[U+202E]omvänd[U+202C] mjukt [U+00AD]streck noll[U+200B]bredd halv[U+D83D] par rad rad tabb ny',
    );
  });
  it('Arabic and Hebrew are taken out in the order in which they are read, joined letters too', async () => {
    const text = await textOf(swedish('rightToLeft'));
    expect(text).toContain('في المكتبة الجديدة، الطابق 12!');
    expect(text).toContain('שלום, הספרייה פתוחה בין 10:00 ל-16:30.');
    expect(text).toContain('أهلا');
  });
  it('Chinese and Japanese have a font, and what has none is named', async () => {
    const text = noSpace(await textOf(swedish('otherScripts')));
    expect(text).toContain('図書館は新しいです。[U+B3C4]');
    expect(text).toContain('图书馆开了。Бібліотека');
  });
});

/** What stands for a sign that has none, `[tummen upp U+1F44D]`, made the sign again. */
const NAMES = /\[[^[\]]*?((?:U\+[0-9A-F]{4,6})+)\]/gu;
const signsOf = (text: string): string =>
  text.replaceAll(NAMES, (_, codes: string) =>
    String.fromCodePoint(
      ...codes
        .slice(2)
        .split('U+')
        .map((code) => Number.parseInt(code, 16)),
    ),
  );
/** What paper does not keep: where lines end, which spaces, and the joiners that are spelling (decision 0019). */
const onPaper = (text: string): string =>
  text
    .replaceAll(/(?<=\p{Script=Arabic})[\u200c\u200d]/gu, '')
    .replaceAll(/[\s\u0085]/gu, '')
    .normalize('NFC');

describe('texts that no ordinary case holds', () => {
  const { 'right to left with numbers': numbers, ...others } = ODD_TEXTS;
  it.each(
    Object.entries(others),
  )('The text that is taken out is the source, or names its signs: %s', async (name, source) => {
    expect(onPaper(signsOf(await bodyOf(swedish(name))))).toContain(onPaper(source));
  });
  it('Figures among Arabic and Hebrew are taken out as they were written', async () => {
    const text = oneSpace(await textOf(swedish('right to left with numbers')));
    // The order of pieces on a line of both directions is the extractor’s (decision 0019).
    for (const figures of ['25%', '3.5.2026', '12-14', '08-123', '١٢٣٫٥٠', '45'])
      expect([figures, text.includes(figures), numbers.includes(figures)]).toEqual([figures, true, true]);
  });
});

describe('who acted, on paper', () => {
  const byKey = (name: string | null) =>
    evidencePackage({
      cause: { trigger: 'removal', actor: { kind: 'key', id: 'ab12cd34', name }, at: SEALED_AT },
    });
  it('A connected system is called one, by the name it was given and its id', async () => {
    const text = oneSpace(await textOf(byKey('Räddningstjänstens brygga')));
    expect(text).toContain('Av ett anslutet system, ”Räddningstjänstens brygga” (id ab12cd34)');
    expect(oneSpace(await textOf(byKey(null)))).toContain('Av ett anslutet system (id ab12cd34)');
  });
});

describe('evidence on paper', () => {
  it('Under a screenshot of the public page it says that the names of others stand in clear in it', async () => {
    const [picture] = swedish('tenPictures').pictures;
    if (picture === undefined) throw new Error('no picture');
    const seen = evidencePackage({ pictures: [{ ...picture, kind: 'page', path: 'picture/page-1.png' }] });
    expect(oneSpace(await textOf(seen))).toContain('Andra personers namn');
  });
  it('The same capture gives the same bytes', async () => {
    for (const name of ['tenPictures', 'rightToLeft'])
      expect(Buffer.compare(await pdfOf(swedish(name)), await evidencePdf(swedish(name)))).toBe(0);
  });
  it('Every page says whose it is, which capture, and which page of how many', async () => {
    const evidence = swedish('tenPictures');
    const pages = await pdfPages(await pdfOf(evidence));
    expect(pages.length).toBeGreaterThan(8);
    pages.forEach((page, at) => {
      expect(page).toContain(evidence.board);
      expect(page).toContain(evidence.captureId);
      expect(page).toContain(`Sida ${at + 1} av ${pages.length}`);
    });
  });
  it('A proposed secrecy mark stands on every page with its provision', async () => {
    const pages = await pdfPages(await pdfOf(swedish('secret')));
    for (const page of pages) expect(page).toContain('Föreslagen sekretess: OSL 25 kap. 1 §');
  });
  it('The first page says what a registrar asks for, with local time and UTC', async () => {
    const [first = ''] = await pdfPages(await pdfOf(swedish('secret')));
    const text = oneSpace(first);
    for (const said of [
      'Diarienummer KFN 2026/412',
      'Vad Kommentar, Facebook',
      'Robin Testperson Id hos plattformen: u-42',
      'Publicerat 2 mars 2026 kl. 09:15:00 (08:15:00 UTC)',
      'Inlägget raderas från plattformen. Skäl: sekretessbelagda uppgifter.',
      'OSL 25 kap. 1 §. Detta är ett förslag: registrator avgör.',
      'Av Eva Jonsson, 2 mars 2026 kl. 10:01:05 (09:01:05 UTC)',
    ])
      expect(text).toContain(said);
  });
  it('A legal duty names the provision of its country', async () => {
    const removal = { type: 'delete', reason: 'hate', axis: 'legalDuty', houseRules: null } as const;
    const text = async (language: DocumentLanguage) =>
      oneSpace(await textOf(evidencePackage({ language, removal })));
    expect(await text('sv')).toContain('16 kap. 8 § brottsbalken');
    expect(await text('nb')).toContain('straffeloven § 185');
  });
  it('A capture without content shows ids, times and who acted, and nothing else, whatever it holds', async () => {
    const given = { withoutContent: true, author: { id: 'u-42', name: 'HEMLIGT NAMN' } };
    const evidence = {
      ...swedish('tenPictures'),
      ...given,
      revisions: [revision(1, 'HEMLIG TEXT')],
    };
    const bytes = await pdfOf(evidence);
    const text = (await pdfPages(bytes)).join('\n');
    expect(text).not.toMatch(/HEMLIG|badhuset|Tråden/u);
    expect(text).toContain('u-42');
    expect((await pdfElements(bytes)).filter(({ role }) => role === 'Figure')).toEqual([]);
  });
  it('A version that was left out says so and keeps its checksum', async () => {
    const evidence = swedish('edited');
    const text = oneSpace(await textOf(evidence));
    expect(text).toContain('Texten är för lång för att återges här.');
    for (const { sha256 } of evidence.revisions) expect(text).toContain(sha256);
  });
  it('Every file of the package stands with its checksum, and the manifest with its link', async () => {
    const evidence = swedish('onePicture');
    const text = await textOf(evidence);
    for (const { path, sha256 } of [...evidence.sealedFiles, ...evidence.pictures]) {
      expect(text).toContain(path);
      expect(text).toContain(sha256);
    }
    expect(text).toContain(evidence.chain.hash);
  });
  it('The picture’s own seal is told beside the record’s: its manifest and its link', async () => {
    const [hash, manifestSha256] = ['a'.repeat(64), 'b'.repeat(64)];
    const manifest = { ...swedish('letters').sealedFiles[0] } as EvidencePackage['sealedFiles'][number];
    const chain = { seq: 417, previous: 'c'.repeat(64), hash };
    const pictureSeal = {
      captureId: 'p',
      sealedAt: '2026-03-02T10:00:00.000Z',
      manifestSha256,
      chain,
      manifest,
    };
    const text = await textOf({ ...swedish('letters'), pictureSeal });
    expect(text).toContain('Bildens manifest');
    for (const said of [manifestSha256, hash, 'Nummer 417']) expect(text).toContain(said);
  });
  it('A picture that cannot be read is named and stops nothing', async () => {
    const evidence = swedish('onePicture');
    const pictures = evidence.pictures.map((picture) => ({ ...picture, bytes: new Uint8Array([1, 2, 3]) }));
    expect(await textOf({ ...evidence, pictures })).toContain('Bilden attachment-1.jpg kan inte visas här.');
  });
  it('A screen reader finds headings, a table of facts and what each picture shows', async () => {
    const elements = await pdfElements(await pdfOf(swedish('tenPictures')));
    const roles = elements.map(({ role }) => role);
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
    for (const role of ['H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'BlockQuote'])
      expect(roles).toContain(role);
    const alts = elements.filter(({ role }) => role === 'Figure').map(({ alt }) => alt);
    expect(alts.length).toBeGreaterThan(10);
    expect(alts).not.toContain(null);
    expect(alts).toContain('Plattformens bildbeskrivning: En bild av badhuset, nummer 1');
  });
  it.each([
    'sv',
    'nb',
    'en',
  ] as const)('Every capture can be drawn, and no gap is left unfilled: %s', async (language) => {
    for (const [name, evidence] of language === 'sv' ? cases : await evidenceCases(language)) {
      if (name.startsWith('markup')) continue;
      expect(await textOf(evidence)).not.toMatch(/\{\w+\}|undefined|null/u);
    }
  }, 60_000);
});

describe('what people call an emoji', () => {
  it('An emoji has its name in the language of the board, and other signs have none', () => {
    expect(emojiName('👍', 'sv')).toBe('tummen upp');
    expect(emojiName('❤️', 'nb')).toBe('rødt hjerte');
    expect(emojiName('👍', 'en')).toBe('thumbs up');
    expect(emojiName('#️⃣', 'sv')).toBe('keycap: #');
    expect(emojiName('ก', 'sv')).toBeNull();
  });
});
