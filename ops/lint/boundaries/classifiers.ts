import type { Rule } from './rooms.ts';

/** The order inside a classifier: types at the bottom, composition on top. */
export const CLASSIFIER_FOLDERS: readonly Rule[] = [
  {
    name: 'classifier-folders-know-no-parent',
    comment:
      'Files above a folder of a classifier put its parts together; the folder imports none of them. Move the type that both need to classifiers/text/draft, or pass the value in.',
    from: { path: '^(classifiers/.+)/[^/]+/[^/]+$' },
    to: { path: '^$1/[^/]+$' },
  },
];
