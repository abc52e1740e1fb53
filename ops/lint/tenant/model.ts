import ts from 'typescript';
import { initializerOf } from '../sources.ts';

/**
 * True for what a query is called on: `Items(db)`, a variable that holds it, or the driver's own
 * `connection.collection('items')` and `connection.model('items')`.
 */
export function isModel(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) {
    const initializer = initializerOf(node.text, node);
    return initializer !== undefined && !ts.isIdentifier(initializer) && isModel(initializer);
  }
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node))
    return isModel(node.expression);
  if (!ts.isCallExpression(node)) return false;
  const callee = node.expression;
  if (ts.isIdentifier(callee)) return /^[A-Z]/u.test(callee.text);
  return ts.isPropertyAccessExpression(callee) && ['collection', 'model'].includes(callee.name.text);
}
