/** Captures of every kind that a document or a package must bear, by name; the same in each language. */
import type { DocumentLanguage, EvidencePackage, EvidencePicture } from '../../core/evidence/package.ts';
import { evidencePackage, evidencePicture, neighbour, revision } from './evidence-package.ts';
import { ODD_TEXTS } from './odd-texts.ts';
import { picture } from './pictures.ts';

const LONG = Array.from(
  { length: 140 },
  (_, at) => `${at + 1}. Så här tycker jag om badhuset, och jag säger det en gång till för säkerhets skull.`,
)
  .join('\n')
  .padEnd(10_000, 'ö')
  .slice(0, 10_000);

const ARABIC = 'مرحبا (أهلا) في المكتبة الجديدة، الطابق 12!';
const HEBREW = 'שלום, הספרייה פתוחה בין 10:00 ל-16:30.';

/** The text of each case, beside the odd ones; those with pictures or without content are made below. */
export const EVIDENCE_TEXTS = {
  letters: 'Åsa från Ånge åt ärtsoppa på Öland. Ærlig talt, Øystein: blåbærsyltetøy à la crème é.',
  emoji: 'Bra jobbat 👍🏽 säger familjen 👨‍👩‍👧‍👦 i 🇸🇪 och 🇳🇴! ❤️ 1️⃣ 😡🤬',
  sami: 'Buorre beaivi! Čáhcesullos leat čieža ŋuoli, đđ, ŧŧ, šš, žž. Gïele jïh åarjelsaemien. Julevsámegiella ńń.',
  rightToLeft: `${ARABIC}\n${HEBREW}\nJag skrev ${ARABIC} i går, och hon svarade ${HEBREW} (sic).\nURL: https://social.example/ar?x=1 في الصفحة`,
  otherScripts: '図書館は新しいです。 도서관이 열렸습니다. 图书馆开了。 Бібліотека ელ ไทย हिन्दी',
  long: LONG,
  markup: 'Jag & <b>du</b> "sa" \'så\' &amp; <script>alert(1)</script> ]]> \\ {{x}} %s',
  controls:
    'noll\u0000 klocka\u0007 esc\u001b[31m vänster\u202eomvänd\u202c mjukt\u00adstreck noll\u200bbredd halv\ud83d par\r\nrad\rrad\ttabb\u2028ny',
  oneWord: `${'a'.repeat(300)} https://social.example/${'lång-väg/'.repeat(60)}`,
} as const;

const png = (
  bytes: Buffer,
  more: Partial<EvidencePicture> & { width: number; height: number },
): EvidencePicture => evidencePicture(new Uint8Array(bytes), more);

async function pictures(attachments: number, pages: number): Promise<EvidencePicture[]> {
  const made: EvidencePicture[] = [];
  for (let page = 1; page <= pages; page++) {
    const size = { width: 800, height: page === pages && pages > 1 ? 900 : 2400 };
    const bytes = await picture('png', { ...size, hue: 200 });
    made.push(png(bytes, { ...size, path: `picture-${page}.png`, page, pages }));
  }
  const size = { width: 640, height: 400 };
  for (let at = 1; at <= attachments; at++)
    made.push(
      png(await picture('jpeg', { ...size, hue: (at * 36) % 360 }), {
        ...size,
        kind: 'attachment',
        path: `attachment-${at}.jpg`,
        mime: 'image/jpeg',
        alt: at % 2 === 0 ? null : `En bild av badhuset, nummer ${at}`,
      }),
    );
  return made;
}

const withText = (
  text: string,
  language: DocumentLanguage,
  more: Partial<EvidencePackage> = {},
): EvidencePackage =>
  evidencePackage({
    language,
    revisions: [revision(1, text)],
    findings: [{ category: 'insult', level: 'suspect', score: 0.52, spans: [], signals: ['insult.model'] }],
    ...more,
  });

/** By name, in one language. Sizes and colours are fixed: the same call gives the same bytes. */
export async function evidenceCases(language: DocumentLanguage): Promise<Map<string, EvidencePackage>> {
  const texts = Object.entries({ ...EVIDENCE_TEXTS, ...ODD_TEXTS }).map(
    ([name, text]) => [name, withText(text, language)] as const,
  );
  return new Map([
    ...texts,
    ['plain', evidencePackage({ language })],
    ['noText', withText('', language, { findings: [], pictureMissing: 'waiting' })],
    ['onePicture', withText('Se här.', language, { pictures: await pictures(1, 1) })],
    ['tenPictures', withText('Tio bilder.', language, { pictures: await pictures(10, 2) })],
    ['markupInNames', markupInNames(language)],
    ['edited', edited(language)],
    ['secret', secret(language)],
    ['byMachine', byMachine(language)],
    ['bare', bare(language)],
    ['withoutContent', withoutContent(language)],
  ]);
}

const markupInNames = (language: DocumentLanguage): EvidencePackage =>
  withText(EVIDENCE_TEXTS.markup, language, {
    author: { id: 'u"<4>&2', name: 'O\'Brien & <Söner> "AB" [sic]' },
    board: 'Nämnden för <teknik> & "miljö"',
    account: { platform: 'generic', externalId: '<&>', name: 'Bad & <Fritid> "Granvik"' },
    cause: {
      trigger: 'registered',
      actor: { kind: 'person', id: 'p-x', name: 'Åke "A&B" <Ek>' },
      at: '2026-03-02T09:01:05.000Z',
    },
  });

const edited = (language: DocumentLanguage): EvidencePackage =>
  evidencePackage({
    language,
    editedAt: '2026-03-02T08:35:00.000Z',
    findings: [
      {
        category: 'insult',
        level: 'strong',
        score: 0.94,
        spans: [{ start: 31, end: 36 }],
        signals: ['insult.word'],
      },
    ],
    revisions: [
      revision(1, 'Första texten var snäll.'),
      revision(2, null),
      revision(3, 'Tredje texten är det inte: din idiot.'),
    ],
    object: {
      kind: 'post',
      externalId: '1001_501',
      parentExternalId: null,
      postExternalId: null,
      permalink: null,
      visibility: 'removed',
    },
  });

const secret = (language: DocumentLanguage): EvidencePackage =>
  withText('Grannens dotter har diagnos, det står i journalen.', language, {
    secrecy: {
      provision: language === 'nb' ? 'forvaltningsloven § 13 første ledd nr. 1' : 'OSL 25 kap. 1 §',
    },
    reference: language === 'nb' ? '26/00412' : 'KFN 2026/412',
    removal: { type: 'delete', reason: 'secrecy', axis: 'secrecy', houseRules: null },
    findings: [
      {
        category: 'secrecy',
        level: 'suspect',
        score: 0.61,
        spans: [{ start: 20, end: 27 }],
        signals: ['secrecy.health'],
      },
    ],
    thread: [
      neighbour('post', 'Frågestund om skolan i kväll.'),
      neighbour('before', null, { withheld: true, author: null }),
      neighbour('after', null, { publishedAt: null }),
    ],
  });

const byMachine = (language: DocumentLanguage): EvidencePackage =>
  withText('Billiga lån, klicka här: https://lan.example', language, {
    removal: { type: 'hide', reason: 'ads', axis: 'houseRule', houseRules: null },
    cause: {
      trigger: 'machine-hide',
      actor: { kind: 'machine', id: 'policy', name: null },
      at: '2026-03-02T08:15:04.000Z',
    },
    findings: [
      {
        category: 'ads',
        level: 'strong',
        score: 0.99,
        spans: [],
        signals: ['ads.flood', 'ads.link-scam', 'ads.never-named'],
      },
    ],
  });

/** Everything that may be missing is. */
const bare = (language: DocumentLanguage): EvidencePackage =>
  evidencePackage({
    language,
    municipality: { name: '', country: 'SE', organisationNumber: null },
    author: null,
    revisions: [],
    thread: [],
    findings: [],
    classifierVersion: null,
    policyVersion: null,
    removal: null,
    pictureMissing: 'no-browser',
    object: {
      kind: 'message',
      externalId: 'm1',
      parentExternalId: null,
      postExternalId: null,
      permalink: null,
      visibility: 'hidden',
    },
    cause: {
      trigger: 'asked-for',
      actor: { kind: 'key', id: 'k-1', name: null },
      at: '2026-03-02T09:01:05.000Z',
    },
  });

/** Suspected child sexual abuse material: ids, times and actor. */
const withoutContent = (language: DocumentLanguage): EvidencePackage =>
  evidencePackage({
    language,
    withoutContent: true,
    author: { id: 'u-42', name: null },
    revisions: [],
    thread: [],
    findings: [],
    classifierVersion: null,
    policyVersion: null,
    removal: { type: 'delete', reason: 'csam', axis: 'legalDuty', houseRules: null },
  });
