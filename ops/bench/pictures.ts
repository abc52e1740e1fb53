/**
 * `uppsikt bench pictures`: the pictures of captures, drawn two at a time by the browser that the product would use. What
 * one item takes, how many a minute, and what memory is held after two hundred.
 */
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { findChromium } from '../../documents/picture/find-chromium.ts';
import { createPainter } from '../../documents/picture/painter.ts';
import type { Report } from './report.ts';

const COUNT = 200;
const AT_ONCE = 2;
const MAX_P95_MS = 3000;
const LEAST_A_MINUTE = 40;
/** What may stay behind of two hundred pictures, with the browser ended. */
const MAX_GROWTH_MB = 150;
const MB = 1024 * 1024;
const AT = '2026-11-30T06:10:51.000Z';

/** Of every tenth the text is long, of every fifth it was edited ten times; all have emoji and neighbours. */
function evidenceOf(n: number): EvidencePackage {
  const text = `Ni är åsnor, nummer ${n} 🤬 ${n % 10 === 0 ? 'ord efter ord '.repeat(600) : 'och det vet ni'}`;
  const count = n % 5 === 0 ? 10 : 1;
  const person = { id: '1', name: 'Otto Otrevlig' };
  return {
    captureId: `bench-${n}`,
    itemId: 'i',
    sealedAt: AT,
    manifestSha256: '',
    chain: { seq: 1, previous: '', hash: '' },
    language: 'sv',
    timeZone: 'Europe/Stockholm',
    municipality: { name: 'Exempels kommun', country: 'SE', organisationNumber: null },
    board: 'Kommunstyrelsen',
    account: { platform: 'facebook', externalId: '100', name: 'Exempels kommun' },
    object: {
      kind: 'comment',
      externalId: 'self',
      parentExternalId: 'post',
      postExternalId: 'post',
      permalink: null,
      visibility: 'public',
    },
    author: person,
    publishedAt: AT,
    editedAt: null,
    firstFetchedAt: AT,
    revisions: Array.from({ length: count }, (_, index) => ({
      number: index + 1,
      text,
      sha256: '',
      publishedAt: AT,
      fetchedAt: AT,
    })),
    thread: (['post', 'before', 'before', 'after', 'after'] as const).map((place, index) => ({
      externalId: String(index),
      parentExternalId: null,
      place,
      own: place === 'post',
      author: { id: `u${index}`, name: `Granne ${index}` },
      text: 'Jag undrar när badet öppnar.',
      withheld: false,
      publishedAt: AT,
    })),
    findings: [],
    classifierVersion: null,
    policyVersion: null,
    removal: null,
    cause: { trigger: 'removal', actor: { kind: 'person', id: 'p', name: null }, at: AT },
    secrecy: null,
    withoutContent: false,
    reference: null,
    pictures: [],
    pictureMissing: null,
    sealedFiles: [],
    software: { name: 'uppsikt', version: '' },
  };
}

export async function run(): Promise<Report> {
  const painter = createPainter({ find: () => findChromium(process.env), sandbox: 'on' });
  const times: number[] = [];
  let next = 0;
  const draw = async (): Promise<void> => {
    while (next < COUNT) {
      const evidence = evidenceOf(next++);
      const started = performance.now();
      await painter.draw(evidence, []);
      times.push(performance.now() - started);
    }
  };
  const begun = performance.now();
  await painter.draw(evidenceOf(1), []);
  const first = performance.now() - begun;
  const before = process.memoryUsage.rss();
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, draw));
  const minutes = (performance.now() - started) / 60_000;
  await painter.close();
  globalThis.gc?.();
  const growth = (process.memoryUsage.rss() - before) / MB;
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  const rate = COUNT / minutes;
  return {
    name: 'pictures',
    rows: [
      { figure: 'browser and first picture, ms', value: first },
      { figure: 'one picture, median ms', value: times[Math.floor(times.length / 2)] ?? 0 },
      { figure: 'one picture, p95 ms', value: p95, must: `under ${MAX_P95_MS}`, met: p95 < MAX_P95_MS },
      {
        figure: 'pictures a minute',
        value: rate,
        must: `at least ${LEAST_A_MINUTE}`,
        met: rate >= LEAST_A_MINUTE,
      },
      {
        figure: `memory kept after ${COUNT}, MB`,
        value: growth,
        must: `under ${MAX_GROWTH_MB}`,
        met: growth < MAX_GROWTH_MB,
      },
    ],
  };
}
