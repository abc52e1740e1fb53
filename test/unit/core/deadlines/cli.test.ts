import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { run } from '../../../../ops/cli/deadline.ts';

class Sink extends EventEmitter {
  text = '';
  pending = 0;
  readonly slow: boolean;
  constructor(slow = false) {
    super();
    this.slow = slow;
  }
  write(text: string): boolean {
    if (this.pending > 0) throw new Error('written to before it was drained');
    this.text += text;
    if (!this.slow) return true;
    this.pending += 1;
    setImmediate(() => {
      this.pending -= 1;
      this.emit('drain');
    });
    return false;
  }
}

async function deadline(argv: string[], input: Iterable<string | Buffer> = [], slow = false) {
  const stdout = new Sink(slow);
  const stderr = new Sink();
  const code = await run(argv, { stdin: Readable.from(input), stdout, stderr });
  return { code, out: stdout.text, err: stderr.text };
}

const RECEIVED = ['--received', '2026-06-18T15:00:00+02:00'];

describe('one due time', () => {
  test.each([
    [['--country', 'SE'], '2026-06-22T15:00:00+02:00'],
    [['--country', 'SE', '--eves', 'work'], '2026-06-19T15:00:00+02:00'],
    [['--country', 'SE', '--hours', '48'], '2026-06-23T15:00:00+02:00'],
    [['--country', 'SE', '--hours', '0.5'], '2026-06-18T15:30:00+02:00'],
    [['--country', 'NO'], '2026-06-19T15:00:00+02:00'],
    [['--country', 'SE', '--clock', 'weekdays'], '2026-06-22T15:00:00+02:00'],
    [
      ['--country', 'SE', '--clock', 'hours', '--spans', 'mon-fri 08:00-17:00', '--hours', '4'],
      '2026-06-22T10:00:00+02:00',
    ],
    [
      [
        '--country',
        'NO',
        '--clock',
        'hours',
        '--spans',
        'mon-thu 08:00-12:00,13:00-16:00; fri 08:00-15:00',
        '--hours',
        '8',
      ],
      '2026-06-19T15:00:00+02:00',
    ],
  ])('The options %j give the due time %s', async (options, due) => {
    expect(await deadline([...options, ...RECEIVED])).toEqual({ code: 0, out: `${due}\n`, err: '' });
  });

  test('A due time has milliseconds only when there are any, in the offset of the country', async () => {
    const options = ['--country', 'SE', '--received', '2026-10-23T10:00:00.250Z'];
    expect((await deadline(options)).out).toBe('2026-10-26T12:00:00.250+01:00\n');
  });
});

describe('wrong usage', () => {
  test.each([
    [[], '"country" must be SE or NO'],
    [['--country', 'DK', ...RECEIVED], '"country" must be SE or NO'],
    [['--country', 'SE'], '"received" must be a time with an offset'],
    [['--country', 'SE', '--received', '2026-06-18T15:00:00'], 'with an offset'],
    [['--country', 'SE', '--received', '2026-02-30T15:00:00Z'], 'with an offset'],
    [['--country', 'SE', '--received', '2004-06-18T15:00:00Z'], 'cover the years 2005 to 2100'],
    [['--country', 'SE', ...RECEIVED, '--hours', '-1'], 'hours'],
    [['--country', 'SE', ...RECEIVED, '--hours=0'], 'above 0'],
    [['--country', 'SE', ...RECEIVED, '--hours', 'many'], 'above 0'],
    [['--country', 'SE', ...RECEIVED, '--eves', 'maybe'], '"eves" must be work or off'],
    [['--country', 'SE', ...RECEIVED, '--clock', 'hours'], 'needs "spans"'],
    [['--country', 'SE', ...RECEIVED, '--spans', 'mon 08:00-12:00'], 'belong to the clock "hours"'],
    [['--country', 'SE', ...RECEIVED, '--clock', 'hours', '--spans', 'mon 12:00-08:00'], 'must end after'],
    [['--country', 'SE', ...RECEIVED, '--colour', 'red'], '--colour'],
    [['--country', 'SE', ...RECEIVED, 'extra'], 'extra'],
    [['--jsonl', '--country', 'SE'], 'stands in the lines'],
  ])('The arguments %j end in exit code 2 and the words %j', async (argv, sentence) => {
    const { code, out, err } = await deadline(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });
});

describe('JSON lines', () => {
  const good = '{"country":"SE","received":"2026-06-18T15:00:00+02:00"}';
  const due = '{"due":"2026-06-22T15:00:00+02:00"}';

  test('JSON lines are answered in order, a bad line in its place', async () => {
    const hours =
      '{"country":"NO","received":"2026-04-01T16:30:00+02:00","hours":1,"eves":"off","clock":"hours","spans":"wed 16:00-17:00"}';
    const { code, out } = await deadline(
      ['--jsonl'],
      [[good, 'nonsense', '', '[]', '{"country":"SE"}', hours, good].join('\n')],
    );
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual([
      due,
      '{"line":2,"error":"The line is not JSON."}',
      '{"line":3,"error":"The line is not JSON."}',
      '{"line":4,"error":"The line must hold a JSON object."}',
      expect.stringContaining('{"line":5,"error":"\\"received\\" must be'),
      '{"due":"2026-04-08T16:30:00+02:00"}',
      due,
    ]);
  });

  test('JSON lines may be cut anywhere, end in CRLF and begin with a byte order mark', async () => {
    const bytes = Buffer.from(`\uFEFF${good}\r\n{"country":"SE","received":"å"}\n${good}`);
    const chunks = Array.from(bytes, (byte) => Buffer.from([byte]));
    const lines = (await deadline(['--jsonl'], chunks)).out.trimEnd().split('\n');
    expect([lines[0], lines[2], lines.length]).toEqual([due, due, 3]);
  });

  test('The command waits for a slow reader', async () => {
    const { out } = await deadline(
      ['--jsonl'],
      Array.from({ length: 20 }, () => `${good}\n`),
      true,
    );
    expect(out).toBe(`${due}\n`.repeat(20));
  });

  test('Wrong values in JSON lines are refused one by one', async () => {
    const wrong = [
      { hours: '24' },
      { hours: 0 },
      { eves: true },
      { clock: 'wall' },
      { clock: 'hours' },
      { received: 5 },
    ];
    const lines = wrong.map((change) => JSON.stringify({ ...JSON.parse(good), ...change }));
    const answers = (await deadline(['--jsonl'], [lines.join('\n')])).out.trimEnd().split('\n');
    expect(answers.map((line) => Object.keys(JSON.parse(line)))).toEqual(wrong.map(() => ['line', 'error']));
  });
});
