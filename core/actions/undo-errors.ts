/** Why something cannot be taken back. */
import { UppsiktError } from '../kernel/errors.ts';

export const tooLate = (): UppsiktError =>
  new UppsiktError({ code: 'too_late', status: 409, message: 'It has left the machine already.' });

export const notDone = (): UppsiktError =>
  new UppsiktError({
    code: 'not_done',
    status: 409,
    message: 'It was not carried out; there is nothing to undo.',
  });

export const undoneAlready = (): UppsiktError =>
  new UppsiktError({ code: 'undone_already', status: 409, message: 'It has been undone already.' });
