/** Finds where in a delivery's bytes a change stands, so that it can be sealed as it was sent: byte for byte. */
import { type Node, parseTree } from 'jsonc-parser';
import { decodeUtf8, parseLossless } from '../../connectors/index.ts';

/** Every object that stands in a list, outermost first: what connectors call a change is one of them. */
function* listed(node: Node): Generator<Node> {
  for (const child of node.children ?? []) {
    if (node.type === 'array' && child.type === 'object') yield child;
    yield* listed(child);
  }
}

/** Null for what is no JSON, or nested too deep to be gone through. */
function treeOf(body: Buffer): Node | undefined {
  try {
    // One character for each byte: every offset is one of bytes, also behind text that is no UTF-8.
    return parseTree(body.toString('latin1'));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Gives, for each change asked for in the order of the delivery, the bytes it was read from; null where it is not found,
 * as in a delivery that is no JSON. Of changes that say the same, the first asked for is the first that stands there.
 */
export function deliverySlices(body: Buffer): (raw: unknown) => Buffer | null {
  const found = new Map<string, Buffer[]>();
  const tree = treeOf(body);
  for (const { offset, length } of tree === undefined ? [] : listed(tree)) {
    const bytes = body.subarray(offset, offset + length);
    try {
      const key = JSON.stringify(parseLossless(decodeUtf8(bytes)));
      found.set(key, [...(found.get(key) ?? []), bytes]);
    } catch (error) {
      // Our tree and JSON.parse do not agree on it, so no connector has read it either.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return (raw) => found.get(JSON.stringify(raw))?.shift() ?? null;
}
