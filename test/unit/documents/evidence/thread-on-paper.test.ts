/** How the thread and the proof stand on paper: who is named, what is cut, and what a reader looks for. */
import type { EvidencePackage } from '../../../../core/evidence/package.ts';
import { evidencePdf } from '../../../../documents/evidence/evidence-pdf.ts';
import { pictureHtml } from '../../../../documents/picture/template.ts';
import { evidenceCases } from '../../../support/evidence-cases.ts';
import { evidencePackage, neighbour } from '../../../support/evidence-package.ts';
import { oneSpace, pdfPages } from '../../../support/pdf-text.ts';

let cases: Map<string, EvidencePackage>;
const swedish = (name: string): EvidencePackage => {
  const found = cases.get(name);
  if (found === undefined) throw new Error(`There is no capture named ${name}.`);
  return found;
};
beforeAll(async () => {
  cases = await evidenceCases('sv');
});
const textOf = async (evidence: EvidencePackage): Promise<string> =>
  (await pdfPages(await evidencePdf(evidence))).join('\n');

describe('the thread on paper', () => {
  it('Neighbours who have no part in the matter are letters, the same person the same letter', async () => {
    const by = (id: string, name: string) => ({ author: { id, name } });
    const text = oneSpace(
      await textOf(
        evidencePackage({
          thread: [
            neighbour('before', 'ett', by('u-1', 'Kim Exempel')),
            neighbour('before', 'två', by('u-2', 'Alex Exempel')),
            neighbour('after', 'tre', by('u-1', 'Kim Exempel')),
            neighbour('after', 'fyra', by('u-42', 'Robin Testperson')),
          ],
        }),
      ),
    );
    expect(text).not.toContain('Exempel');
    for (const said of [
      'Före: besökare A',
      'Före: besökare B',
      'Efter: besökare A',
      'Efter: Robin Testperson',
    ])
      expect(text).toContain(said);
  });
  it('Who is answered has a name and the others the letters of the picture, also where others write their names', async () => {
    const by = (id: string, name: string) => ({ author: { id, name } });
    const thread = [
      neighbour('ancestor', 'Hej Kim Exempel!', by('u-3', 'Petra Part')),
      neighbour('before', 'ett', by('u-1', 'Kim Exempel')),
      neighbour('after', 'Nej, KIM EXEMPEL.', by('u-2', 'Alex Exempel')),
    ];
    const evidence = evidencePackage({ thread });
    const text = oneSpace(await textOf(evidence));
    expect(text).not.toMatch(/Kim|Alex/iu);
    for (const said of ['tråden: Petra Part', 'Hej besökare A!', 'Före: besökare A', 'Nej, besökare A.'])
      expect(text).toContain(said);
    const html = pictureHtml(evidence, [], { facesFor: () => '', has: () => true });
    for (const said of ['Petra Part', 'Hej Annan person A!', 'Nej, Annan person A.'])
      expect(html).toContain(said);
  });
  it('A very long text beside the matter is cut, and says so', async () => {
    const long = `${'ord '.repeat(500)}slutet`;
    const cut = oneSpace(await textOf(evidencePackage({ thread: [neighbour('after', long)] })));
    expect(cut).not.toContain('slutet');
    expect(cut).toContain('Texten fortsätter. Hela finns i den förseglade posten (2 006 tecken).');
    const answered = await textOf(evidencePackage({ thread: [neighbour('ancestor', long)] }));
    expect(answered).toContain('slutet');
  });
});

describe('how evidence on paper is read', () => {
  it.each([
    ['sv', 'verifiera.html'],
    ['nb', 'verifiser.html'],
    ['en', 'verify.html'],
  ] as const)('It names the page that checks the package as the package does: %s', async (language, page) => {
    const text = oneSpace(await textOf(evidencePackage({ language })));
    expect(text.match(/\bverifi?\w*\.html/gu)).toEqual([page]);
  });
  it('The size of a file stands on a line of its own, with its unit', async () => {
    const large = swedish('long');
    const { bytes } = large.sealedFiles[0] as EvidencePackage['sealedFiles'][number];
    expect(bytes.length).toBeGreaterThan(9_999);
    const size = new Intl.NumberFormat('sv-SE').format(bytes.length).replaceAll(/\s/gu, ' ');
    const lines = (await textOf(large)).split('\n').map(oneSpace);
    expect(lines).toContain(`${size} byte`);
  });
  it.each([
    ['sv', 'deras namn finns i den förseglade posten.'],
    ['nb', 'navnene deres ligger i den forseglede posten.'],
    ['en', 'their names are in the sealed record.'],
  ] as const)('The note on the thread does not end a page: %s', async (language, note) => {
    for (const name of ['combining marks', 'sami', 'letters']) {
      const evidence = { ...swedish(name), language };
      for (const page of await pdfPages(await evidencePdf(evidence))) {
        const [, after] = oneSpace(page).split(note);
        if (after !== undefined) expect([name, /\(\d\d:\d\d:\d\d UTC\)/u.test(after)]).toEqual([name, true]);
      }
    }
  });
});
