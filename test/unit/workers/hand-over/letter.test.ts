import { describe, expect, test } from '@jest/globals';
import type { HandOver } from '../../../../core/records/hand-overs.store.ts';
import { letterOf, noteOf, type Parcel } from '../../../../workers/hand-over/letter.ts';
import { evidencePackage } from '../../../support/evidence-package.ts';

const row = (more: Partial<HandOver> = {}): HandOver =>
  ({
    _id: 'r',
    board: 'Kultur- och fritidsnämnden',
    isTest: false,
    itemId: 'i 1',
    tries: [],
    ...more,
  }) as HandOver;
const SENDER = { id: 'u-1', name: 'Robin Testperson' };
const parcel = (more: Partial<Parcel> = {}): Parcel => ({
  row: row(),
  name: '<hand-over-r-1@uppsikt.exempel.se>',
  evidence: evidencePackage({ author: SENDER }),
  files: [],
  language: 'sv',
  publicUrl: 'https://uppsikt.exempel.se',
  ...more,
});
const LANGUAGES = ['sv', 'nb', 'en'] as const;
const LOST = {
  number: 1,
  name: 'first',
  startedAt: new Date(0),
  endedAt: null,
  outcome: 'unknown',
  cause: null,
} as const;

describe('the letter to the registrar', () => {
  test.each(
    LANGUAGES,
  )('In %s every place is filled, and nothing of a person stands in the subject', (language) => {
    const { subject, text } = letterOf(parcel({ language }));
    expect(`${subject}\n${text}`).not.toMatch(/\{\w+\}|undefined|null/u);
    expect(subject).not.toContain(SENDER.name);
    expect(text).toContain(SENDER.name);
    expect(text).toContain('https://uppsikt.exempel.se/inbox/all/i%201');
  });

  test('The words themselves stand in the document alone', () => {
    const said = 'Du är en idiot, Pelle Provsson';
    const { text } = letterOf(parcel());
    expect(parcel().evidence.revisions[0]?.text).toContain(said);
    expect(text).not.toContain(said);
  });

  test('A board or a sender with line breaks forges no header and no line', () => {
    const author = { id: 'u', name: 'Kim\r\nBcc: alla@exempel.se\u2028Orsak: ingen' };
    const forged = parcel({
      row: row({ board: 'KS\r\nBcc: alla@exempel.se' }),
      evidence: evidencePackage({ author }),
    });
    const { subject, text } = letterOf(forged);
    expect(subject).not.toMatch(/[\r\n\u2028]/u);
    expect(text.split('\n').some((line) => /^(?:Bcc|Orsak)/u.test(line))).toBe(false);
  });

  test('A trial says that it is one, and asks for no number', () => {
    const { subject, text } = letterOf(parcel({ row: row({ isTest: true, itemId: null }) }));
    expect(subject).toMatch(/^PROV/u);
    expect(text).toContain('ska inte registreras');
    expect(text).not.toContain('diarienumret');
  });

  test('What may be secret is said', () => {
    const evidence = evidencePackage({ secrecy: { provision: '21 kap. 1 §' } });
    expect(letterOf(parcel({ evidence })).text).toContain('sekretess');
    expect(letterOf(parcel()).text).not.toContain('sekretess');
  });

  test.each(LANGUAGES)('In %s a try that may repeat another names it, in letter and note', (language) => {
    const repeating = parcel({ language, row: row({ tries: [LOST] }) });
    expect(letterOf(repeating).text).toContain('first');
    expect(noteOf(repeating)).toContain('first');
    expect(noteOf(parcel({ language }))).toBeNull();
  });
});
