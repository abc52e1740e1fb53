/** Weights that are learned by AdaGrad, and the numbers that they begin with. */

/** Small fixed generator of numbers in 0..1, so that the same data gives the same weights. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Numbers around zero, at most `size` from it. */
export const around = (random: () => number, size: number) => (): number => (random() - 0.5) * 2 * size;

/** Weights with their sums of squares, each corrected at a rate of its own. */
export class Layer {
  readonly weights: Float32Array;
  private readonly squares: Float32Array;

  constructor(size: number, firstSquare: number, value: () => number = () => 0) {
    this.weights = new Float32Array(size);
    for (let i = 0; i < size; i += 1) this.weights[i] = value();
    this.squares = new Float32Array(size).fill(firstSquare);
  }

  correct(at: number, gradient: number, rate: number): void {
    const square = (this.squares[at] ?? 0) + gradient * gradient;
    this.squares[at] = square;
    this.weights[at] = (this.weights[at] ?? 0) - (rate * gradient) / Math.sqrt(square);
  }
}
