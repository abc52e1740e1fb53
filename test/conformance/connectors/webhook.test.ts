/** What every connector's webhook must do, whatever the platform. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { connectors } from '../../../connectors/index.ts';
import type {
  Change,
  Connector,
  Entry,
  Upserted,
  WebhookConnector,
} from '../../../core/actions/connector.ts';
import { specimenOf } from './specimens/all.ts';

const bytes = (value: unknown): Buffer =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const changesOf = (entries: readonly Entry[]): Change[] =>
  entries.flatMap((entry) => entry.changes.map(({ change }) => change));
const whatOf = (change: Change): string => ('what' in change ? change.what : '');
/** A word that no vocabulary of a platform holds. */
const SECRET_WORD = 'Hemligord';

const named = connectors.map((connector) => [connector.platform, connector] as const);
const pushing = named.filter(
  (pair): pair is [Connector['platform'], Connector & { webhook: WebhookConnector }] =>
    pair[1].webhook !== null,
);

describe.each(pushing)('%s pushes', (platform, connector) => {
  const { webhook } = connector;
  const specimen = specimenOf(platform);
  const sign = (signed: Uint8Array, secret: string) => {
    if (specimen.sign === undefined) throw new Error(`the specimen of ${platform} must sign`);
    return specimen.sign(signed, secret);
  };
  const body = bytes(specimen.envelope([specimen.comment(1, 'Hej å 😀')]));
  const secrets = { signing: ['old', 'new'], verifyTokens: ['token'] };

  test('The webhook says what it takes', () => {
    expect(webhook.contentTypes.length).toBeGreaterThan(0);
  });

  test('Either secret verifies, and any other byte, secret or header does not', () => {
    for (const secret of secrets.signing) {
      expect(webhook.verify(body, sign(body, secret), secrets)).toBe(true);
    }
    const signed = sign(body, 'new');
    const altered = Buffer.from(body);
    altered[altered.length - 1] = 0x20;
    expect(webhook.verify(altered, signed, secrets)).toBe(false);
    expect(webhook.verify(body, sign(body, 'guess'), secrets)).toBe(false);
    expect(webhook.verify(body, sign(body, ''), { ...secrets, signing: [''] })).toBe(false);
    expect(webhook.verify(body, signed, { ...secrets, signing: [] })).toBe(false);
    expect(webhook.verify(body, {}, secrets)).toBe(false);
    for (const [name, value] of Object.entries(signed)) {
      for (const bad of [
        undefined,
        '',
        value.toUpperCase(),
        `${value}0`,
        value.slice(0, -1),
        [value, value],
      ]) {
        expect(webhook.verify(body, { ...signed, [name]: bad }, secrets)).toBe(false);
      }
    }
  });

  test('No garbage makes verify, handshake or isReadable throw', () => {
    const header = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
    const names = fc.oneof(fc.string(), fc.constantFrom(...Object.keys(sign(body, 'x'))));
    fc.assert(
      fc.property(fc.uint8Array(), fc.dictionary(names, header), (garbage, headers) => {
        expect(webhook.verify(garbage, headers, secrets)).toBe(false);
        expect(typeof connector.reader.isReadable(garbage)).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (query) => {
        expect(webhook.handshake(query, secrets).ok).toBe(false);
      }),
    );
  });
});

describe.each(named)('%s is read', (platform, connector) => {
  const { reader } = connector;
  const specimen = specimenOf(platform);
  const body = bytes(specimen.envelope([specimen.comment(1, 'Hej å 😀')]));

  test('The parts of the connector are of one platform', () => {
    const parts = [connector.actions.platform, connector.backfill.platform];
    expect(new Set([platform, ...parts]).size).toBe(1);
    expect(new URL(connector.defaultApiBase).protocol).toBe('https:');
    expect(connector.webhook ?? connector.poll).not.toBeNull();
  });

  test('A thousand changes in one body are parsed, each with its id and its raw form', () => {
    const sent = Array.from({ length: 1000 }, (_, n) => specimen.comment(n, `Kommentar ${n}`));
    const parsed = bytes(specimen.envelope(sent));
    expect(reader.isReadable(parsed)).toBe(true);
    const entries = reader.parseDelivery(parsed);
    const added = changesOf(entries).filter((change): change is Upserted => change.type === 'added');
    expect(new Set(added.map((change) => change.externalId)).size).toBe(1000);
    expect(added.map((change) => change.text)).toEqual(sent.map((_, n) => `Kommentar ${n}`));
    expect(entries.flatMap((entry) => entry.changes.map(({ raw }) => raw))).toEqual(sent);
  });

  test('A strange change is recorded and costs its neighbours nothing', () => {
    const mixed = specimen.strange.flatMap((bad, n) => [specimen.comment(n, `Före ${n}`), bad]);
    const changes = changesOf(reader.parseDelivery(bytes(specimen.envelope(mixed))));
    expect(changes.filter((change) => change.type === 'added')).toHaveLength(specimen.strange.length);
    expect(changes.filter((change) => change.type === 'unknown')).toHaveLength(specimen.strange.length);
  });

  test('Unknown keys are passed over, and of two equal keys the last counts', () => {
    const comment = JSON.stringify(specimen.comment(1, 'Sist'));
    const doubled = comment.replace(
      `"${specimen.textKey}":`,
      `"novelty":{"${specimen.textKey}":"fel"},"${specimen.textKey}":"Först","${specimen.textKey}":`,
    );
    const text = JSON.stringify(specimen.envelope(['@'])).replace('"@"', doubled);
    expect(changesOf(reader.parseDelivery(bytes(text)))).toMatchObject([{ type: 'added', text: 'Sist' }]);
  });

  test('A readable body is parsed without a throw, and no text of it reaches `what`', () => {
    const word = fc.constant(SECRET_WORD);
    const { value: json } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.jsonValue(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(word, tie('value')),
        mutated(specimen.comment(1, SECRET_WORD), tie('value')),
      ),
    }));
    fc.assert(
      fc.property(fc.array(json, { maxLength: 4 }), (changes) => {
        const garbage = bytes(specimen.envelope(changes));
        expect(reader.isReadable(garbage)).toBe(true);
        for (const change of changesOf(reader.parseDelivery(garbage))) {
          expect(whatOf(change)).not.toContain(SECRET_WORD);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('An unreadable body parses to nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const garbage = bytes(text);
        if (!reader.isReadable(garbage)) expect(reader.parseDelivery(garbage)).toEqual([]);
      }),
    );
  });

  test('The same bytes give the same answer', () => {
    expect(reader.parseDelivery(body)).toEqual(reader.parseDelivery(body));
  });
});

/** The comment with one key, at whatever depth, holding something else. */
function mutated(comment: unknown, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const places = placesIn(comment);
  return fc.tuple(fc.constantFrom(...places), value).map(([place, other]) => withAt(comment, place, other));
}

function placesIn(node: unknown, above: readonly string[] = []): string[][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, below]) => [
    [...above, key],
    ...placesIn(below, [...above, key]),
  ]);
}

function withAt(node: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(node) ? [...node] : { ...(node as object) }) as Record<string, unknown>;
  copy[key] = withAt(copy[key], rest, other);
  return copy;
}
