import type { ICruiseOptions } from 'dependency-cruiser';
import { CLASSIFIER_FOLDERS } from './classifiers.ts';
import { CLIENT } from './client.ts';
import { PARTS } from './parts.ts';
import type { Rule } from './rooms.ts';
import { TABLE } from './table.ts';

/** What holds for every file. */
const EVERYWHERE: readonly Rule[] = [
  {
    name: 'no-cycles',
    comment:
      'Modules import each other in a circle. Move what both need to a third file, types as well as values.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'nobody-imports-a-main',
    comment: 'A main.ts starts a process when it is loaded. Move what you need to a file beside it.',
    from: {},
    to: { path: '(^|/)main\\.tsx?$' },
  },
  {
    name: 'imports-exist',
    comment: 'The import leads nowhere, so no rule could judge it. Correct the path, or add the package.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** Every rule about imports; a planted violation of each stands in test/fixtures/lint/boundaries. */
export const RULES: readonly Rule[] = [...EVERYWHERE, ...TABLE, ...CLIENT, ...CLASSIFIER_FOLDERS, ...PARTS];

/** How the imports are read: types count as well, installed packages are not looked into. */
export const CRUISE_OPTIONS: ICruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: ['^test/fixtures/lint/', '^client/dist/', '^client/src/theme/'] },
  skipAnalysisNotInRules: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
  },
};
