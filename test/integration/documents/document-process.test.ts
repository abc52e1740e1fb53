/** Documents in a process of their own: what it draws, what it costs, and how it ends. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { UppsiktError } from '../../../core/kernel/errors.ts';
import { deadlinesPdf } from '../../../documents/deadlines/deadlines-pdf.ts';
import { createDocuments, type DocumentOptions } from '../../../documents/document-process.ts';
import { paper } from '../../support/deadlines-on-paper.ts';
import { processGone } from '../../support/process-gone.ts';
import { until } from '../../support/until.ts';

const opened: ReturnType<typeof createDocuments>[] = [];
function open(options?: DocumentOptions) {
  const documents = createDocuments(options);
  opened.push(documents);
  return documents;
}
afterAll(() => Promise.all(opened.map((documents) => documents.stop())));

const lines = (count: number) => ({ ...paper(), comment: 'En rad till.\n'.repeat(count) });
const short = { paper: paper(), language: 'sv' } as const;
const long = { paper: lines(4000), language: 'nb' } as const;

const refusal = async (drawing: Promise<unknown>): Promise<Partial<UppsiktError>> => {
  const error = await drawing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UppsiktError)) throw new Error('It was not refused in our words.');
  return error;
};

describe('the documents process', () => {
  test('The process starts with the first document and draws the same bytes as its own code', async () => {
    const documents = open();
    expect(documents.pid()).toBeUndefined();
    const bytes = await documents.draw('deadlines', short);
    expect(Buffer.from(bytes).equals(await deadlinesPdf(short.paper, short.language))).toBe(true);
    expect(documents.pid()).toBeGreaterThan(0);
  }, 60_000);

  test('The process is handed no setting and no secret', async () => {
    process.env.SECRET_KEY = 'a secret that no drawing needs';
    const documents = open();
    await documents.draw('deadlines', short);
    delete process.env.SECRET_KEY;
    if (process.platform !== 'linux') return;
    const given = readFileSync(`/proc/${documents.pid()}/environ`, 'utf8');
    expect(given).not.toMatch(/SECRET|PATH|NODE_OPTIONS/u);
  }, 60_000);

  test('A value that cannot be drawn fails alone, and the same process draws the next one', async () => {
    const documents = open();
    await documents.draw('deadlines', short);
    const pid = documents.pid();
    const broken = { ...short, paper: { ...short.paper, monitoring: {} } } as unknown as typeof short;
    expect(await refusal(documents.draw('deadlines', broken))).toMatchObject({
      code: 'not_drawn',
      status: 500,
      facts: { drawing: 'deadlines', error: { type: 'RangeError' } },
    });
    await documents.draw('deadlines', short);
    expect(documents.pid()).toBe(pid);
  }, 60_000);

  test('A process that dies fails the document under way, and the next one has a new process', async () => {
    const documents = open();
    await documents.draw('deadlines', short);
    const pid = documents.pid() ?? 0;
    const under = refusal(documents.draw('deadlines', long));
    const next = documents.draw('deadlines', short);
    await new Promise((resolve) => setImmediate(resolve));
    process.kill(pid, 'SIGKILL');
    expect(await under).toMatchObject({ code: 'not_drawn', facts: { cause: 'failed' } });
    expect(
      Buffer.from(await next)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(documents.pid()).not.toBe(pid);
  }, 60_000);

  test('A document that outgrows the memory ends the process and nothing else', async () => {
    const documents = open({ heapMb: 24 });
    expect(await refusal(documents.draw('deadlines', { ...long, paper: lines(200_000) }))).toMatchObject({
      code: 'not_drawn',
      facts: { cause: 'failed' },
    });
  }, 60_000);

  test('A document that takes too long is given up', async () => {
    const documents = open({ limitMs: 1 });
    await documents.draw('deadlines', short);
    const pid = documents.pid() ?? 0;
    expect(await refusal(documents.draw('deadlines', long))).toMatchObject({ facts: { cause: 'timeout' } });
    await processGone(pid);
  }, 60_000);

  test('Who comes when too many wait is asked to come again', async () => {
    const documents = open({ maxWaiting: 1 });
    const [first, second] = [documents.draw('deadlines', short), documents.draw('deadlines', short)];
    expect(await refusal(documents.draw('deadlines', short))).toMatchObject({
      code: 'unavailable',
      status: 503,
    });
    await Promise.all([first, second]);
  }, 60_000);

  test('The process gives its memory back when no document is asked for', async () => {
    const documents = open({ idleMs: 50 });
    await documents.draw('deadlines', short);
    const pid = documents.pid() ?? 0;
    await processGone(pid);
    await documents.draw('deadlines', short);
    expect(documents.pid()).not.toBe(pid);
  }, 60_000);

  test('The process ends with a parent that is killed', async () => {
    const file = path.join(import.meta.dirname, '..', '..', 'support', 'drawing-parent.ts');
    const parent: ChildProcess = fork(file, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let pid: unknown;
    parent.once('message', (message) => {
      pid = message;
    });
    await until('the parent has drawn', () => pid !== undefined, 50_000);
    parent.kill('SIGKILL');
    await processGone(pid as number);
  }, 60_000);
});
