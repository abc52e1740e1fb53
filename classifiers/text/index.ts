export { createTextClassifier, type TextClassifier, type TextResources } from './create.ts';
export type { GroundsFile } from './grounds/protected.ts';
export type { Claim, TextContext, WordLists } from './layer.ts';
export { type Model, parseModel } from './model/weights.ts';
export { type OrganisationLayer, parseLayer } from './organisation/organisation-layer.ts';
export { type CategoryOutcome, type Outcome, retrain } from './organisation/retrain.ts';
export type { Sample } from './organisation/samples.ts';
export { parseClaims } from './register/parse.ts';
export { createFingerprinter, simHashDistance } from './signals/flood.ts';
