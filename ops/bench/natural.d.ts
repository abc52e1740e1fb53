/** The parts of natural 8 that the bench uses, imported by subpath: its main entry loads storage drivers and dotenv. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    addDocument(text: string, label: string): void;
    train(): void;
    classify(text: string): string;
  }
}
