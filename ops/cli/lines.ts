/** Lines of a stream, as many at once as a chunk brings: waiting for each by itself costs more than reading it. */

const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Lines end with LF or CR LF; what follows the last one is a line if it is not empty. A line becomes a string only when
 * it is asked for: a chunk's worth of strings would outlive the young generation and fill the old one.
 */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Iterable<string>> {
  let open: Buffer[] = [];
  let isFirst = true;
  for await (const chunk of stream) {
    const read = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const end = read.lastIndexOf(LF);
    if (end < 0) {
      open.push(read);
      continue;
    }
    const whole = open.length === 0 ? read : Buffer.concat([...open, read]);
    const ended = whole.length - (read.length - end);
    yield linesIn(whole.subarray(0, ended), isFirst);
    isFirst = false;
    open = [whole.subarray(ended + 1)];
  }
  const rest = Buffer.concat(open);
  if (rest.length > 0) yield linesIn(rest, isFirst);
}

function* linesIn(bytes: Buffer, isFirst: boolean): Generator<string> {
  for (let start = 0; start <= bytes.length; ) {
    const next = bytes.indexOf(LF, start);
    const end = next < 0 ? bytes.length : next;
    const line = bytes.toString('utf8', start, end > start && bytes[end - 1] === CR ? end - 1 : end);
    yield isFirst && start === 0 && line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line;
    start = end + 1;
  }
}
