/** Checks one capture as the API gives it, or as it stands in the store: its manifest, its files where they are there, its link. */
import { canonicalJson, type Json } from '../../evidence/canonical.ts';
import { sha256 } from '../../kernel/ids.ts';
import type { Check, Fault } from './check-package.ts';

type Fields = { readonly [name: string]: unknown };
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

/** The manifest's own bytes: it is given as text, or as the value that was parsed from it. */
function manifestText(manifest: unknown): string | null {
  if (typeof manifest === 'string') return manifest;
  try {
    return canonicalJson(manifest as Json);
  } catch {
    return null;
  }
}

function linkFault(capture: Fields): Fault | null {
  const { seq, previous, hash } = fieldsOf(capture.chain);
  const captureId = capture.id ?? capture._id;
  const entry = { seq, captureId, manifestSha256: capture.manifestSha256 } as Json;
  return sha256(`${previous}${canonicalJson(entry)}`) === hash ? null : 'altered';
}

function fileChecks(listed: readonly Fields[], files: readonly Fields[]): Check[] {
  const check = ({ path, bytes, sha256: hash }: Fields): Check => {
    const found = files.find((file) => file.path === path);
    const content = typeof found?.content === 'string' ? found.content : null;
    const kind = 'sealed-file';
    const subject = String(path);
    if (content === null) return { kind, subject, fault: 'missing' };
    if (Buffer.byteLength(content) !== bytes) return { kind, subject, fault: 'size' };
    return { kind, subject, fault: sha256(content) === hash ? null : 'altered' };
  };
  const extra = files.filter(({ path }) => !listed.some((one) => one.path === path));
  return [
    ...listed.map(check),
    ...extra.map(({ path }): Check => ({ kind: 'extra', subject: String(path), fault: 'unlisted' })),
  ];
}

/** Null: it is no capture. The files are checked where the capture brings them along. */
export function checkCapture(value: unknown): Check[] | null {
  const capture = fieldsOf(value);
  if (capture.manifest === undefined || capture.manifestSha256 === undefined || capture.chain === undefined)
    return null;
  const text = manifestText(capture.manifest);
  const sealed = text !== null && sha256(text) === capture.manifestSha256;
  const manifest = text === null ? {} : parsed(text);
  const files = Array.isArray(capture.files) ? fileChecks(listOf(manifest.files), listOf(capture.files)) : [];
  return [
    { kind: 'seal', subject: 'manifest', fault: sealed ? null : 'altered' },
    ...files,
    { kind: 'link', subject: String(fieldsOf(capture.chain).seq), fault: linkFault(capture) },
  ];
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}
