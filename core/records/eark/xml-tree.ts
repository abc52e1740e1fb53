/** XML as a plain tree, by namespace and not by prefix: for checking what was written, by us or by others. */
import { create } from 'xmlbuilder2';

export interface XmlNode {
  readonly name: string;
  readonly namespace: string | null;
  /** By name; those of another namespace as `{namespace}name`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** What is needed of the library's nodes (their types say `any`). */
interface DomNode {
  readonly nodeType: number;
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly textContent: string | null;
  readonly attributes: Iterable<{
    readonly localName: string;
    readonly namespaceURI: string | null;
    readonly value: string;
  }>;
  readonly childNodes: Iterable<DomNode>;
}
const ELEMENT = 1;

/**
 * The library decodes `&amp;lt;` twice, to `<`. So that every `&` of the text is decoded once, it reads a stand-in that
 * is no character of any text.
 */
const AMPERSAND = '\ufdd0';
const plain = (text: string): string => text.replaceAll(AMPERSAND, '&');

function treeOf(node: DomNode): XmlNode {
  const attributes = [...node.attributes].map(({ localName, namespaceURI, value }) => [
    namespaceURI === null ? localName : `{${namespaceURI}}${localName}`,
    plain(value),
  ]);
  return {
    name: node.localName,
    namespace: node.namespaceURI,
    attributes: Object.fromEntries(attributes) as Record<string, string>,
    children: [...node.childNodes].filter(({ nodeType }) => nodeType === ELEMENT).map(treeOf),
    text: plain(node.textContent ?? ''),
  };
}

/** @throws Error on what is no XML. */
export function xmlTree(bytes: Uint8Array): XmlNode {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('&amp;', AMPERSAND);
  return treeOf(create(text).root().node as unknown as DomNode);
}

/** Every element on this path of names below `node`. */
export function below(node: XmlNode, ...names: readonly string[]): XmlNode[] {
  const [name, ...rest] = names;
  if (name === undefined) return [node];
  return node.children.filter((child) => child.name === name).flatMap((child) => below(child, ...rest));
}
