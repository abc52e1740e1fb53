/** Builds the text classifier from its resources. Pure and synchronous: what it returns depends on text and context only. */
import type { Classification } from '../../core/moderation/verdict.ts';
import { findCaseNumber } from './case-number.ts';
import { collectCues } from './cues.ts';
import { type GroundsByCountry, readGrounds } from './grounds/protected.ts';
import { guessIntent, guessNeedsAnswer, guessRegistration } from './intent.ts';
import {
  addModelScores,
  countFunctionWords,
  countLetters,
  parseFunctionWords,
  pickLanguage,
} from './language.ts';
import type { Draft, TextContext } from './layer.ts';
import { allLayers } from './layers.ts';
import { type LexiconSource, parseLexicon } from './match/lexicon-file.ts';
import { type PatternHit, PatternMatcher } from './match/pattern-matcher.ts';
import { TermMatcher } from './match/term-matcher.ts';
import { Vocabulary } from './match/vocabulary.ts';
import { DENSE_FEATURES, denseFeatures } from './model/dense.ts';
import { NgramBuffer } from './model/ngrams.ts';
import { Margins } from './model/score.ts';
import type { Model } from './model/weights.ts';
import { Normaliser } from './normalise/normalise.ts';
import { KeyMatcher } from './register/key-matcher.ts';
import { parseKeys } from './register/keys.ts';
import { parseClaims } from './register/parse.ts';
import { parseDomains } from './signals/links.ts';
import { toVerdicts } from './verdicts.ts';

/** What workers/models reads from disk and passes in. Without a model, lexicons and signals decide alone. */
export interface TextResources {
  readonly lexicons: readonly LexiconSource[];
  readonly cues: readonly LexiconSource[];
  readonly functionWords: string;
  readonly domains: string;
  /** The register's files under claims/, one after the other, and its keys. */
  readonly claims: string;
  readonly claimKeys: string;
  readonly grounds: GroundsByCountry;
  readonly model: Model | null;
}

export interface TextClassifier {
  readonly version: string;
  classify(text: string, context?: TextContext): Classification;
  /** What the layers found, before verdicts are made of it: for training and explaining. Holds until the next call. */
  analyse(text: string, context: TextContext): Draft;
}

export function createTextClassifier(resources: TextResources): TextClassifier {
  const lexicons = resources.lexicons.map(parseLexicon);
  const cueFiles = resources.cues.map((source) => parseLexicon({ ...source, asPatterns: true }));
  const terms = new TermMatcher(lexicons);
  const patterns = new PatternMatcher([...lexicons, ...cueFiles]);
  const functionWords = parseFunctionWords(resources.functionWords);
  const keys = new KeyMatcher(parseKeys(resources.claimKeys));
  const vocabulary = new Vocabulary((units, from, to) => {
    const elements = patterns.elementsOf(units, from, to);
    return {
      ...countLetters(units, from, to),
      functionWord: functionWords.index.numberOf(units, from, to),
      hasTerm: terms.isIn(units, from, to),
      elements,
      begins: patterns.begunBy(elements),
      slots: keys.slotsOf(units, from, to),
    };
  });
  const normaliser = new Normaliser();
  // only the header is kept: the weights live on in packed form
  const header = resources.model?.header ?? null;
  const margins = resources.model && new Margins(resources.model);
  const grams = new NgramBuffer();
  const dense = new Float32Array(DENSE_FEATURES.length);
  const version = header?.version ?? 'text-rules';
  let hits: readonly PatternHit[] = [];
  const layers = allLayers({
    terms: (text) => terms.find(text),
    patterns: () => hits,
    domains: parseDomains(resources.domains),
    grounds: readGrounds(resources.grounds, lexicons),
    register: { claims: parseClaims(resources.claims), matcher: keys },
  });

  function analyse(text: string, context: TextContext): Draft {
    const normal = normaliser.normalise(text);
    const words = vocabulary.wordsOf(normal);
    const languages = countFunctionWords(normal, words, functionWords);
    if (margins) {
      grams.fill(normal);
      margins.read(grams);
      addModelScores(languages, margins);
    }
    const language = context.language ?? pickLanguage(languages, normal.tokens.length);
    hits = patterns.find(normal, words);
    const caseNumber = findCaseNumber(text);
    const draft: Draft = {
      text: normal,
      words,
      context,
      language,
      cues: collectCues(hits, language),
      caseNumber,
      findings: [],
    };
    for (const layer of layers) layer.classify(draft);
    return draft;
  }

  function classify(text: string, context: TextContext = {}): Classification {
    const draft = analyse(text, context);
    if (margins) {
      denseFeatures(draft, dense);
      margins.addDense(dense);
      context.organisation?.read(grams);
    }
    const taught = margins && context.organisation ? `${version}+${context.organisation.name}` : version;
    const intent = guessIntent(draft, margins);
    return {
      language: draft.language,
      verdicts: toVerdicts(draft, { version: taught, model: header, margins, dense }),
      intent,
      registration: guessRegistration(draft, margins),
      needsAnswer: guessNeedsAnswer(draft, intent, margins),
      aboutMunicipality: draft.cues.has('municipality'),
      version: taught,
    };
  }

  return { version, classify, analyse };
}
