// biome-ignore-all lint/style/noNonNullAssertion: every index is in range, and a look for each would cost ten times the work
/**
 * SHA-256 (FIPS 180-4) for the page in a package: opened from a disk, not every browser gives a page WebCrypto. Where
 * Node is, its own is used.
 */

export function sha256Hex(data: Uint8Array): string {
  const fraction = (value: number): number => Math.floor((value - Math.floor(value)) * 2 ** 32) | 0;
  const primes: number[] = [];
  for (let number = 2; primes.length < 64; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
  const state = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
  const length = (((data.length + 8) >> 6) + 1) << 6;
  const tail = new Uint8Array(length - (data.length & ~63));
  tail.set(data.subarray(data.length & ~63));
  tail[data.length & 63] = 0x80;
  const end = new DataView(tail.buffer);
  end.setUint32(tail.length - 8, Math.floor(data.length / 2 ** 29));
  end.setUint32(tail.length - 4, (data.length << 3) >>> 0);
  const W = new Int32Array(64);
  const mix = (bytes: Uint8Array, from: number): void => {
    for (let i = 0, at = from; i < 16; i += 1, at += 4)
      W[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    for (let i = 16; i < 64; i += 1) {
      const near = W[i - 2]!;
      const far = W[i - 15]!;
      const small = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3);
      const large = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10);
      W[i] = (((W[i - 16]! + small) | 0) + ((W[i - 7]! + large) | 0)) | 0;
    }
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let i = 0; i < 64; i += 1) {
      const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const one = (((((h + high) | 0) + ((e & f) ^ (~e & g))) | 0) + ((K[i]! + W[i]!) | 0)) | 0;
      const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  };
  for (let from = 0; from + 64 <= data.length; from += 64) mix(data, from);
  for (let from = 0; from < tail.length; from += 64) mix(tail, from);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
