/** Builds the text classifier from its resources. Pure and synchronous: what it returns depends on text and context only. */
import type { Classification } from '../../core/moderation/verdict.ts';
import { KeyMatcher } from './claims/key-matcher.ts';
import { parseKeys } from './claims/keys.ts';
import { parseClaims } from './claims/parse.ts';
import { parseDomains } from './detectors/link-lists.ts';
import { type GroundsByCountry, readGrounds } from './detectors/protected-grounds.ts';
import { allDetectors } from './detectors.ts';
import type { TextContext } from './draft/context.ts';
import { collectCues } from './draft/cues.ts';
import type { Draft, TextClassifier } from './draft/draft.ts';
import { findCaseNumber } from './intent/case-number.ts';
import { guessIntent, guessNeedsAnswer, guessRegistration } from './intent/intent.ts';
import {
  addModelScores,
  countFunctionWords,
  countLetters,
  isOtherLanguage,
  parseFunctionWords,
  pickLanguage,
} from './language/language.ts';
import { type LexiconSource, parseLexicon } from './match/lexicon-file.ts';
import { PatternMatcher } from './match/pattern-matcher.ts';
import { TermMatcher } from './match/term-matcher.ts';
import { Vocabulary } from './match/vocabulary.ts';
import { DENSE_FEATURES, denseFeatures } from './model/dense.ts';
import { Margins } from './model/margins.ts';
import type { Model } from './model/weights.ts';
import { NgramBuffer } from './normalise/ngrams.ts';
import { Normaliser } from './normalise/normalise.ts';
import { toVerdicts } from './verdicts.ts';

/** What workers/classify reads from disk and passes in. Without a model, lexicons and signals decide alone. */
export interface TextResources {
  readonly lexicons: readonly LexiconSource[];
  readonly cues: readonly LexiconSource[];
  readonly functionWords: string;
  readonly domains: string;
  /** The files under claims/starter/, one after the other, and claims/keys.txt. */
  readonly claims: string;
  readonly claimKeys: string;
  readonly grounds: GroundsByCountry;
  readonly model: Model | null;
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
  const detectors = allDetectors({
    terms: (text) => terms.find(text),
    domains: parseDomains(resources.domains),
    grounds: readGrounds(resources.grounds, lexicons),
    knownClaims: { claims: parseClaims(resources.claims), matcher: keys },
  });

  function analyse(text: string, context: TextContext): Draft {
    const normal = normaliser.normalise(text);
    const words = vocabulary.wordsOf(normal);
    const languages = countFunctionWords(normal, words, functionWords);
    const isOther = isOtherLanguage(languages);
    if (margins) {
      grams.fill(normal);
      margins.read(grams);
      addModelScores(languages, margins);
    }
    const detected = isOther ? 'unknown' : pickLanguage(languages, normal.tokens.length);
    const language = context.language ?? detected;
    const hits = patterns.find(normal, words);
    const draft: Draft = {
      text: normal,
      words,
      context,
      language,
      isOtherLanguage: isOther && language === 'unknown',
      hits,
      cues: collectCues(hits, language),
      caseNumber: findCaseNumber(text),
      findings: [],
    };
    for (const detector of detectors) detector.detect(draft);
    return draft;
  }

  function classify(text: string, context: TextContext = {}): Classification {
    const draft = analyse(text, context);
    if (margins) {
      denseFeatures(draft, dense);
      margins.addDense(dense);
      context.learned?.read(grams);
    }
    const versionWithLearned = margins && context.learned ? `${version}+${context.learned.name}` : version;
    const intent = guessIntent(draft, margins);
    return {
      language: draft.language,
      verdicts: toVerdicts(draft, { version: versionWithLearned, model: header, margins, dense }),
      intent,
      registration: guessRegistration(draft, margins),
      needsAnswer: guessNeedsAnswer(draft, intent, margins),
      aboutMunicipality: draft.cues.has('municipality'),
      version: versionWithLearned,
    };
  }

  return { version, classify, analyse };
}
