import { describe, expect, test } from '@jest/globals';
import { webhookAddress, webhookBody } from '../../../../workers/alarms/webhook.ts';
import { alarmWords, testWords } from '../../../../workers/alarms/words.ts';

const URL_ = 'https://uppsikt.exempel.se';
const telling = (language: 'sv' | 'nb' | 'en' = 'sv', since: Date | null = null) => ({
  language,
  publicUrl: URL_,
  since,
  timeZone: 'Europe/Stockholm',
});
const line = (some: object = {}) => ({
  accountId: 'a1',
  accountName: 'Exempels kommun',
  overdue: 1,
  soon: 0,
  ...some,
});

describe('the words of an alarm', () => {
  test.each([
    ['sv', 'Exempels kommun: 1 inlägg är försenat'],
    ['nb', 'Exempels kommun: 1 innlegg er forsinket'],
    ['en', 'Exempels kommun: 1 comment is overdue'],
  ] as const)('The alarm in the language %s has the subject %j', (language, subject) => {
    const words = alarmWords([line()], telling(language));
    expect(words.subject).toBe(subject);
    expect(words.text).toContain(`${URL_}/inbox/breached?accountId=a1`);
    expect(words.text).not.toMatch(/[{}]/u);
  });

  test('Several accounts stand in one message, with the sum in its subject', () => {
    const words = alarmWords(
      [line({ overdue: 3 }), line({ accountId: 'a2', accountName: 'Biblioteket', overdue: 2, soon: 4 })],
      telling(),
    );
    expect(words.subject).toBe('5 inlägg är försenade');
    expect(words.lines.map(({ text }) => text)).toEqual([
      'Exempels kommun: 3 försenade',
      'Biblioteket: 2 försenade, 4 behöver svar snart',
    ]);
  });

  test('A mail says first what is new since the last one, then how things stand, and where to mute', () => {
    const since = new Date('2026-08-17T08:00:00.000Z');
    const { subject, text } = alarmWords(
      [
        line({ overdue: 27, soon: 3, news: { overdue: 2, soon: 1 } }),
        line({ accountId: 'a2', accountName: 'Biblioteket', overdue: 4, news: { overdue: 0, soon: 0 } }),
      ],
      telling('sv', since),
    );
    expect(subject).toBe('Exempels kommun: 2 nya försenade inlägg');
    const [news = '', standing = ''] = text.split('Så står det nu:');
    expect(news).toContain('Nytt sedan måndag 17 augusti');
    expect(news).toContain('- Exempels kommun: 2 försenade, 1 behöver svar snart');
    expect(news).not.toContain('Biblioteket');
    expect(standing).toContain('Exempels kommun: 27 försenade, 3 behöver svar snart');
    expect(standing).toContain('Biblioteket: 4 försenade');
    expect(text).toContain(`${URL_}/alarms`);
  });

  test('A mail without anything new says so, and one about hundreds of accounts names the first', () => {
    const lines = Array.from({ length: 30 }, (_, at) =>
      line({ accountId: `a${at}`, accountName: `Konto ${at}`, news: { overdue: 0, soon: 0 } }),
    );
    const { text } = alarmWords(lines, telling('nb', new Date('2026-08-17T08:00:00.000Z')));
    expect(text).toContain('Ikke noe nytt siden mandag 17. august');
    expect(text).toContain('Og 10 kontoer til.');
    expect(text.match(/Konto \d+/gu)).toHaveLength(20);
  });

  test('A test message tells of no account and no figure', () => {
    for (const language of ['sv', 'nb', 'en'] as const) {
      const { subject, text, lines } = testWords(language, URL_);
      expect(subject).toContain('Uppsikt');
      expect(`${text} ${lines[0]?.text}`).not.toMatch(/[{}\d]/u);
    }
  });

  test('A name cannot forge a header', () => {
    const words = alarmWords([line({ accountName: 'A\r\nBcc: x@y' })], telling());
    expect(words.subject).not.toMatch(/[\r\n]/u);
  });
});

describe('the webhook', () => {
  const target = (url: string, host = 'hooks.slack.com') =>
    webhookAddress({ url, host }, { loopback: false });

  test('The webhook goes only by https, to the host that was set', () => {
    expect(target('https://hooks.slack.com/services/T/B/x')?.pathname).toBe('/services/T/B/x');
    for (const url of [
      'http://hooks.slack.com/services/x',
      'https://evil.example/services/x',
      'https://hooks.slack.com:8443/x',
      'https://user:pass@hooks.slack.com/x',
      'https://hooks.slack.com.evil.example/x',
      'file:///etc/passwd',
      'nonsense',
    ])
      expect(target(url)).toBeNull();
  });

  test('The webhook never goes to this machine or one of the own network', () => {
    for (const host of ['127.0.0.1', 'localhost', '10.0.0.8', '169.254.169.254', '[::1]', 'intranet'])
      expect(target(`https://${host}/x`, host)).toBeNull();
    expect(
      webhookAddress({ url: 'http://127.0.0.1:5/x', host: '127.0.0.1' }, { loopback: true }),
    ).not.toBeNull();
  });

  test('Teams gets a card, and Slack gets text that cannot break out of its link', () => {
    const words = alarmWords([line({ accountName: 'A<b>|&' })], telling());
    expect(webhookBody('slack', words)).toEqual({
      text: `<${URL_}/inbox/breached?accountId=a1|A&lt;b&gt;|&amp;: 1 försenat>`,
    });
    const card = webhookBody('teams', words) as { attachments: { content: { actions: unknown[] } }[] };
    expect(card.attachments[0]?.content.actions).toHaveLength(1);
  });
});
