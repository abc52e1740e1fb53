import ts from 'typescript';
import { initializerOf, walk } from '../sources.ts';
import { hasTenant } from './filter.ts';

const WITHOUT_FILTER = 'insertOne';

/**
 * The operations of a `bulkWrite` whose filter names no tenant. Operations that are put together elsewhere
 * cannot be judged, so the call itself is returned for them.
 */
export function badBulkFilters(call: ts.CallExpression): ts.Node[] {
  const [given] = call.arguments;
  if (given === undefined) return [call];
  const operations = (ts.isIdentifier(given) ? initializerOf(given.text, given) : given) ?? given;
  const bad: ts.Node[] = [];
  let seen = 0;
  walk(operations, (node) => {
    if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return;
    const name = node.name.getText();
    if (name === WITHOUT_FILTER) seen += 1;
    if (name !== 'filter') return;
    seen += 1;
    const filter = ts.isPropertyAssignment(node) ? node.initializer : node.name;
    if (!hasTenant(filter)) bad.push(node);
  });
  return seen === 0 ? [call] : bad;
}
