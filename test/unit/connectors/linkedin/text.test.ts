import { describe, expect, test } from '@jest/globals';
import { textOfCommentary, toldOf } from '../../../../connectors/linkedin/text.ts';

const link = (start: number, length: number, url: string) => ({ start, length, value: { url: { url } } });

describe('attributes', () => {
  test('A link that says where it leads is left as it is', () => {
    const text = 'se alingsas.example/bygg nu';
    const attributes = [link(3, 21, 'https://www.alingsas.example/bygg/')];
    expect(toldOf({ text, attributes })?.text).toBe(text);
  });

  test('Several targets find their labels, in whatever order they come', () => {
    const attributes = [link(0, 3, 'https://a.example/'), link(8, 3, 'https://b.example/')];
    const shown = 'här (https://a.example/) och där (https://b.example/)';
    expect(toldOf({ text: 'här och där', attributes })?.text).toBe(shown);
    expect(toldOf({ text: 'här och där', attributes: attributes.toReversed() })?.text).toBe(shown);
  });

  test.each([
    [link(-1, 3, 'https://a.example/')],
    [link(2, 300, 'https://a.example/')],
    [link(0, 3, 'javascript:alert(1)')],
    [{ start: 'x', length: {}, value: { url: 'https://a.example/' } }],
    [{ value: [[['https://a.example/']]] }],
    [null],
  ])('The attribute %j adds nothing to the text', (attribute) => {
    expect(toldOf({ text: 'här', attributes: [attribute] })?.text).toBe('här');
  });

  test('Members and organisations that are named are told, each once', () => {
    const named = (urn: string) => ({ start: 0, length: 1, value: { 'com.linkedin.common.X': { x: urn } } });
    const attributes = [
      named('urn:li:person:a'),
      named('urn:li:organization:2'),
      named('urn:li:person:a'),
      named('urn:li:hashtag:x'),
    ];
    expect(toldOf({ text: 'Åsa', attributes })?.mentions.toSorted()).toEqual([
      'urn:li:organization:2',
      'urn:li:person:a',
    ]);
  });
});

test('A text that is none is told apart from one that was not sent', () => {
  expect([toldOf(undefined), toldOf(null), toldOf({}), toldOf(3), toldOf({ text: [] })]).toEqual([
    null,
    null,
    null,
    undefined,
    undefined,
  ]);
});

test('Little text becomes what its reader sees', () => {
  const commentary =
    'Vi \\(äntligen\\) öppnar \\#1 med @[Bad \\& Hälsa](urn:li:organization:5) {hashtag|\\#|bad}\nkl\\. 9';
  expect(textOfCommentary(commentary)).toBe('Vi (äntligen) öppnar #1 med Bad \\& Hälsa #bad\nkl\\. 9');
});

test('Brackets that people type stay', () => {
  const text = 'se [1] (sida 2), mejla a@[b] {så}';
  expect(toldOf(text)?.text).toBe(text);
});
