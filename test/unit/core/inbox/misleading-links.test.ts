import { expect, test } from '@jest/globals';
import { misleadingLinks } from '../../../../core/inbox/misleading-links.ts';

const link = (url: string) => ({ type: 'link' as const, url });

test.each([
  ['an anchor', '<a href="https://elak.example/x">norrkommun.example</a>'],
  ['a Markdown link', 'Se [https://norrkommun.example/bygglov](https://elak.example/x) här'],
  ['a name before an @', 'Gå till https://norrkommun.example@elak.example/inlogg'],
])('The text misleads with %s', (_name, text) => {
  expect(misleadingLinks(text, [])).toEqual([{ shown: 'norrkommun.example', target: 'elak.example' }]);
});

test('A link that the platform attached misleads where it leads elsewhere than the text says', () => {
  const text = 'Läs mer på www.norrkommun.example/taxa.';
  expect(misleadingLinks(text, [link('https://elak.example/')])).toEqual([
    { shown: 'norrkommun.example', target: 'elak.example' },
  ]);
  expect(misleadingLinks(text, [link('https://e.norrkommun.example/taxa')])).toEqual([]);
});

test('A platform’s own page on the way is looked through', () => {
  const through = link('https://l.facebook.com/l.php?u=https%3A%2F%2Fnorrkommun.example%2F&h=1');
  expect(misleadingLinks('norrkommun.example', [through])).toEqual([]);
  const away = link('https://l.facebook.com/l.php?u=https%3A%2F%2Felak.example%2F');
  expect(misleadingLinks('norrkommun.example', [away])).toMatchObject([{ target: 'elak.example' }]);
});

test.each([
  ['Ring kl. 10.30 eller mejla anna@norrkommun.example', 'https://elak.example/'],
  ['Inga adresser här.Men en punkt', 'https://elak.example/'],
  ['https://norrkommun.example/a och https://elak.example/b', 'https://elak.example/b'],
])('Nothing misleads in %p', (text, url) => {
  expect(misleadingLinks(text, [link(url)])).toEqual([]);
});

test('Half addresses and broken codes are no links and throw nothing', () => {
  for (const text of [
    'https://%E0%A4%A@x',
    'https://a%ZZ@b.example',
    '<a href=javascript:alert(1)>bank.example<',
  ])
    expect(() => misleadingLinks(text, [link('https://')])).not.toThrow();
});

test('At most five are named, each once', () => {
  const text = Array.from({ length: 20 }, (_, n) => `[a.example](https://b${n % 9}.example)`).join(' ');
  expect(misleadingLinks(text, [])).toHaveLength(5);
});
