import ts from 'typescript';
import { initializerOf } from '../sources.ts';

/**
 * True when the filter has a key `tenantId` of its own: written there, or spread from a variable that was
 * declared with it. A key deeper down (in `$and`, `$or`) does not count, since the guard does not see it.
 */
export function hasTenant(filter: ts.Expression): boolean {
  const node = ts.skipPartiallyEmittedExpressions(filter);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return hasTenant(node.expression);
  if (ts.isIdentifier(node)) {
    const initializer = initializerOf(node.text, node);
    return initializer !== undefined && !ts.isIdentifier(initializer) && hasTenant(initializer);
  }
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some((property) =>
    ts.isSpreadAssignment(property) ? hasTenant(property.expression) : namesTenant(property),
  );
}

function namesTenant({ name }: ts.ObjectLiteralElement): boolean {
  return (
    name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === 'tenantId'
  );
}
