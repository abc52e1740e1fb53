import type { Rule } from './rooms.ts';

/** The folders of the client that are no page: what every page may use. */
const COMMON = '(shared|api|theme)';

/** Who may import whom inside the client; styles count as well. `app.tsx` and `main.tsx` join the pages together. */
export const CLIENT: readonly Rule[] = [
  {
    name: 'shared-client-knows-no-page',
    comment:
      'client/src/shared and client/src/api serve every page and import none. Move what you need to client/src/shared, or take it as a property.',
    from: { path: `^client/src/${COMMON}/` },
    to: { path: '^client/src/', pathNot: `^client/src/${COMMON}/` },
  },
  {
    name: 'pages-know-no-other-page',
    comment:
      'A page of the client imports its own folder, client/src/shared and client/src/api. Move what two pages use to client/src/shared.',
    from: { path: '^client/src/([^/]+)/', pathNot: `^client/src/${COMMON}/` },
    to: { path: '^client/src/', pathNot: '^client/src/($1|shared|api|theme)/' },
  },
];
