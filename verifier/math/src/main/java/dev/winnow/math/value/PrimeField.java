package dev.winnow.math.value;

/**
 * Arithmetic modulo the prime P = 2305843009213391209. P is 1 modulo 8 and the primes up to 31 are
 * squares modulo P, so that i and the square roots common in answers exist in the field and satisfy
 * their relations.
 */
final class PrimeField {
  static final long P = 2305843009213391209L;

  private static final int SMALL = 1000;
  private static final long NON_SQUARE = nonSquare();
  private static final long[] SMALL_ROOTS = smallRoots();

  /** A square root of -1. */
  static final long I = root(P - 1);

  private PrimeField() {}

  private static long nonSquare() {
    long z = 2;
    while (isSquare(z)) {
      z++;
    }
    return z;
  }

  private static long[] smallRoots() {
    long[] roots = new long[SMALL];
    for (int i = 0; i < SMALL; i++) {
      roots[i] = isSquare(i) ? root(i) : 0;
    }
    return roots;
  }

  static long add(long a, long b) {
    long sum = a + b;
    return sum >= P ? sum - P : sum;
  }

  static long negate(long a) {
    return a == 0 ? 0 : P - a;
  }

  static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    // 2^61 = P + REST, so the product splits at bit 61 and the upper part folds back.
    long top = (high << 3) | (low >>> 61);
    long bottom = low & ((1L << 61) - 1);
    return add(fold(top), bottom >= P ? bottom - P : bottom);
  }

  private static final long REST = (1L << 61) - P;

  private static long fold(long top) {
    long high = Math.multiplyHigh(top, REST);
    long low = top * REST;
    long upper = (high << 3) | (low >>> 61);
    long bottom = low & ((1L << 61) - 1);
    // upper < 2^20 here, so upper * REST stays far below 2^62.
    long rest = Math.floorMod(upper * REST, P);
    return add(rest, bottom >= P ? bottom - P : bottom);
  }

  static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result = multiply(result, square);
      }
      square = multiply(square, square);
    }
    return result;
  }

  static long inverse(long a) {
    if (a == 0) {
      throw new Undefined("division by zero");
    }
    return power(a, P - 2);
  }

  static boolean isSquare(long a) {
    return a == 0 || power(a, (P - 1) / 2) == 1;
  }

  /** Returns one square root of a square, always the same one (Tonelli and Shanks). */
  static long squareRoot(long a) {
    return a < SMALL ? SMALL_ROOTS[(int) a] : root(a);
  }

  private static long root(long a) {
    if (a == 0) {
      return 0;
    }
    int s = Long.numberOfTrailingZeros(P - 1);
    long q = (P - 1) >> s;
    long c = power(NON_SQUARE, q);
    long t = power(a, q);
    long r = power(a, (q + 1) / 2);
    int m = s;
    while (t != 1) {
      int i = 0;
      for (long u = t; u != 1; u = multiply(u, u)) {
        i++;
      }
      long b = power(c, 1L << (m - i - 1));
      m = i;
      c = multiply(b, b);
      t = multiply(t, c);
      r = multiply(r, b);
    }
    return r;
  }

  /** Returns a pseudo-random element that depends on all inputs. */
  static long mix(long seed, long value) {
    long h = seed * 0x9E3779B97F4A7C15L + value;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return ((h ^ (h >>> 31)) >>> 3) % P;
  }

  static long hash(long seed, String name) {
    long h = seed;
    for (int i = 0; i < name.length(); i++) {
      h = mix(h, name.charAt(i));
    }
    return h;
  }
}
