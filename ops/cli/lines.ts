/** Lines of a stream, as many at once as a chunk brings: asking for each by itself costs more than reading it. */
import { StringDecoder } from 'node:string_decoder';

/** Lines end with LF or CR LF; what follows the last one is a line if it is not empty. */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const read = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    const end = read.lastIndexOf('\n');
    if (end < 0) {
      rest += read;
      continue;
    }
    const lines = (rest + read.slice(0, end)).split('\n');
    rest = read.slice(end + 1);
    yield lines.map(withoutReturn);
  }
  rest += decoder.end();
  if (rest !== '') yield [withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
