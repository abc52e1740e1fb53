/** Every query names its tenant. The guard in core/kernel/db.ts sees it at run time, this rule before that. */
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { lineOf, readSources, type Source, walk } from './sources.ts';
import { badBulkFilters } from './tenant/bulk.ts';
import { hasTenant } from './tenant/filter.ts';
import { isModel } from './tenant/model.ts';

/** Where queries stand; outside core's `*.store.ts` and kernel there should be none, and if there are, the same holds. */
export const QUERYING = ['core', 'server', 'workers'];

/** Methods whose filter is their first argument, or the argument at the given place. */
const FILTER_AT: Readonly<Record<string, number>> = {
  find: 0,
  findOne: 0,
  findOneAndUpdate: 0,
  findOneAndDelete: 0,
  findOneAndReplace: 0,
  updateOne: 0,
  updateMany: 0,
  replaceOne: 0,
  deleteOne: 0,
  deleteMany: 0,
  countDocuments: 0,
  exists: 0,
  aggregate: 0,
  distinct: 1,
};
/** Methods that take no filter at all. */
const WITHOUT_FILTER = ['findById', 'findByIdAndUpdate', 'findByIdAndDelete', 'estimatedDocumentCount'];

const INSTEAD =
  "Write `tenantId` as a key of the filter, where the query stands (in `aggregate`: of a first `$match`). A look-up that must go over the whole installation passes overAllTenants('why') instead.";

function badPlaces(call: ts.CallExpression, method: string): ts.Node[] {
  if (call.arguments.some(isOverAllTenants)) return [];
  if (method === 'bulkWrite') return badBulkFilters(call);
  if (WITHOUT_FILTER.includes(method)) return [call];
  const place = Object.hasOwn(FILTER_AT, method) ? FILTER_AT[method] : undefined;
  if (place === undefined) return [];
  const filter = call.arguments[place];
  const wanted = method === 'aggregate' ? firstMatch(filter) : filter;
  return wanted && hasTenant(wanted) ? [] : [call];
}

function isOverAllTenants(node: ts.Node): boolean {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression)
    ? node.expression.text === 'overAllTenants'
    : ts.isObjectLiteralExpression(node) &&
        node.properties.some(
          (property) => ts.isSpreadAssignment(property) && isOverAllTenants(property.expression),
        );
}

/** The filter of a pipeline's first stage. */
function firstMatch(pipeline: ts.Expression | undefined): ts.Expression | undefined {
  const stage = pipeline && ts.isArrayLiteralExpression(pipeline) ? pipeline.elements[0] : undefined;
  if (!stage || !ts.isObjectLiteralExpression(stage)) return undefined;
  const match = stage.properties.find((property) => property.name?.getText() === '$match');
  return match && ts.isPropertyAssignment(match) ? match.initializer : undefined;
}

function findIn(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { expression: receiver, name } = node.expression;
    if (!isModel(receiver)) return;
    for (const place of badPlaces(node, name.text))
      findings.push({
        file: source.file,
        line: lineOf(source, place === node ? name : place),
        what: `${receiver.getText()}.${name.text}`,
        rule: 'query-names-its-tenant',
        instead: INSTEAD,
      });
  });
  return findings;
}

/** Every query below `baseDir` that names no tenant. */
export function checkTenant(baseDir: string): Finding[] {
  return readSources(baseDir, QUERYING).flatMap(findIn);
}
