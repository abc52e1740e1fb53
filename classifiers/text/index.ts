export { createTextClassifier, type TextClassifier, type TextResources } from './create.ts';
export type { Claim, RegisteredCase, TextContext, WordLists } from './layer.ts';
export { type Model, parseModel } from './model/weights.ts';
export { parseClaims } from './register/parse.ts';
export { createFingerprinter, simHashDistance } from './signals/flood.ts';
