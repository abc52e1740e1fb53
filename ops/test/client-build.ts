import { type Check, PASSED } from '../lint/outcome.ts';
import { buildClient } from '../run/client-build.ts';

/** The client as the browser gets it; the end-to-end tests are served this build. */
export const buildCheck: Check = {
  name: 'build of the client',
  async run() {
    await buildClient();
    return PASSED;
  },
};
