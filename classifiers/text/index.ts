export { createTextClassifier, type TextClassifier, type TextResources } from './create.ts';
export type { GroundsFile } from './grounds/protected.ts';
export type { Claim, RegisteredCase, TextContext, WordLists } from './layer.ts';
export { type Model, parseModel } from './model/weights.ts';
