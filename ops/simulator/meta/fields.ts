/** `fields` of a Graph call: names, each perhaps with fields of its own (platforms.md 1.6, 2.3). */
import { invalid } from '../facebook/errors.ts';

export interface Field {
  readonly name: string;
  /** What stands in braces behind it; null: nothing. */
  readonly below: string | null;
  /** `limit(50)`, `comment_id(17)`. */
  readonly argument: string | null;
}

/** Parted at the commas that stand in no bracket. */
function parts(list: string): string[] {
  let depth = 0;
  const found = [''];
  for (const sign of list) {
    if (sign === '{' || sign === '(') depth += 1;
    if (sign === '}' || sign === ')') depth -= 1;
    if (sign === ',' && depth === 0) found.push('');
    else found[found.length - 1] += sign;
  }
  return found.map((part) => part.trim()).filter((part) => part !== '');
}

export function fieldsOf(list: string): Field[] {
  return parts(list).map((part) => {
    const found = /^(\w+)(?:\.\w+\(([^)]*)\))?(?:\{(.*)\})?$/su.exec(part);
    if (!found) throw invalid(`Syntax error in fields: ${part}`);
    return { name: found[1] ?? '', argument: found[2] ?? null, below: found[3] ?? null };
  });
}

type Source = Readonly<Record<string, (field: Field) => unknown>>;

/** What was asked of a node, the id always with it. A name that the node does not have fails the whole call. */
export function view(source: Source, list: string | null): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const field of fieldsOf(list ?? 'id')) {
    const read = Object.hasOwn(source, field.name) ? source[field.name] : undefined;
    if (read === undefined) throw invalid(`Tried accessing nonexisting field (${field.name})`);
    const value = read(field);
    if (value !== undefined) shown[field.name] = value;
  }
  return { ...shown, id: source.id?.({ name: 'id', below: null, argument: null }) };
}
