/** A file from the server, saved under the name that the server gives it. Refusals are errors like any other call's. */
import { NOT_SET_HEADER } from '../../../core/records/not-set.ts';
import { ApiError, errorFrom } from './http.ts';

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** What the file has a place for and nobody has set, as codes. */
export async function download(path: string): Promise<readonly string[]> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
  } catch {
    throw new ApiError({ code: 'offline', status: 0, message: 'The server was not reached.' });
  }
  if (!response.ok) throw errorFrom(response.status, await jsonOf(response));
  const name = /filename="([^"]+)"/u.exec(response.headers.get('content-disposition') ?? '')?.[1];
  save(await response.blob(), name ?? 'uppsikt');
  return response.headers.get(NOT_SET_HEADER)?.split(', ') ?? [];
}
