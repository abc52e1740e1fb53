/** The free strings of a route's schema, by their places: those that are no date and of no closed list. */
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const DATES: ReadonlySet<unknown> = new Set(['date', 'date-time']);

function walk(schema: unknown, place: string, defs: Schema): string[] {
  if (!isSchema(schema)) return [];
  const { $ref: ref } = schema;
  if (typeof ref === 'string') return walk(defs[ref.slice('#/$defs/'.length)], place, defs);
  const parts = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));
  const inside = parts.flatMap((part) => walk(part, place, defs));
  const fields = Object.entries(isSchema(schema.properties) ? schema.properties : {}).flatMap(
    ([name, field]) => walk(field, place === '' ? name : `${place}.${name}`, defs),
  );
  const closed = schema.enum !== undefined || schema.const !== undefined || DATES.has(schema.format);
  const itself = schema.type === 'string' && !closed ? [place] : [];
  const more = [
    ...walk(schema.items, `${place}[]`, defs),
    ...walk(schema.additionalProperties, `${place}.*`, defs),
  ];
  return [...inside, ...fields, ...itself, ...more];
}

export function freeStringsOf(schema: z.ZodType): string[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return [...new Set(walk(json, '', isSchema(json.$defs) ? json.$defs : {}))].sort();
}

/** The places of a value's strings that hold `word`. */
export function placesOf(value: unknown, word: RegExp, place = ''): string[] {
  if (typeof value === 'string') return word.test(value) ? [place] : [];
  if (!isSchema(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = Array.isArray(value) ? '[]' : place === '' ? key : `.${key}`;
    const ofKey = !Array.isArray(value) && word.test(key) ? [`${place}.*`] : [];
    return [...ofKey, ...placesOf(inner, word, place + name)];
  });
}

/** The value with `word` in that place, in its first list entry where the place lies in a list. */
export function withWordAt(value: unknown, place: string, word: string): unknown {
  if (place === '') return word;
  const [, step = '', rest = ''] = /^(\[\]|[^.[]+)\.?(.*)$/u.exec(place) ?? [];
  if (step === '[]') return [withWordAt(Array.isArray(value) ? value[0] : undefined, rest, word)];
  return {
    ...(isSchema(value) ? value : {}),
    [step]: withWordAt(isSchema(value) ? value[step] : undefined, rest, word),
  };
}
