/** Any endpoint that speaks OpenAI's moderation format: `POST {base}/moderations`. It gets the text and nothing else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { readAtMost } from '../../core/kernel/guarded-fetch/read-at-most.ts';
import type { OpinionAnswer, OpinionCause, OpinionSource } from '../../core/second-opinion/second-opinion.ts';
import { readMapping, toOurs } from './scores.ts';

export interface EndpointSettings {
  /** Up to the version, e.g. `https://moderation.example/v1`. */
  readonly base: string;
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  readonly timeoutMs: number;
}

const MAX_BYTES = 256 * 1024;
const MAPPING = readMapping(
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'mapping.json'), 'utf8')) as unknown,
);

const Answer = z.object({
  model: z.string().max(100).default(''),
  results: z.array(z.object({ category_scores: z.record(z.string(), z.number().min(0).max(1)) })).min(1),
});

function causeOf(status: number): OpinionCause | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unreachable' : 'refused';
}

/** An endless answer is a broken one. */
async function readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
  const bytes = await readAtMost(body, MAX_BYTES);
  if (bytes === null) throw new SyntaxError('The answer is too long.');
  return bytes.toString('utf8');
}

/** An abort is the time limit, what cannot be parsed a broken answer, the rest the network. */
function causeOfError(error: unknown): OpinionCause {
  const { name = '' } = error as { name?: string };
  if (/SyntaxError|ZodError/.test(name)) return 'broken-answer';
  return /Timeout|AbortError/.test(name) ? 'timeout' : 'unreachable';
}

export function createEndpoint({ base, key, model, timeoutMs }: EndpointSettings): OpinionSource {
  const url = `${base.replace(/\/+$/, '')}/moderations`;
  const name = new URL(url).host;
  const dispatcher = new Agent({
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  async function call(text: string): Promise<OpinionAnswer> {
    const { statusCode, body } = await request(url, {
      dispatcher,
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ input: text, ...(model ? { model } : {}) }),
    });
    const cause = causeOf(statusCode);
    if (cause !== null) {
      await body.dump({ limit: MAX_BYTES });
      return { ok: false, cause };
    }
    const answer = Answer.parse(JSON.parse(await readBody(body)));
    const version = answer.model || (model ?? 'unnamed');
    return { ok: true, version, categories: toOurs(answer.results[0]?.category_scores ?? {}, MAPPING) };
  }
  return {
    name,
    ask: (text) => call(text).catch((error: unknown) => ({ ok: false, cause: causeOfError(error) })),
    close: () => dispatcher.destroy(),
  };
}
