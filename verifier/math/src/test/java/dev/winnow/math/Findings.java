package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.math.equal.MathPolicy;

/** Says what a verifier with the default policy must find. */
public final class Findings {
  private static final MathVerifier VERIFIER = new MathVerifier(MathPolicy.defaults());

  private Findings() {}

  public static MathFinding compare(String gold, String candidate) {
    return VERIFIER.compare(gold, candidate);
  }

  public static MathFinding verify(String reference, String response) {
    return VERIFIER.verify(reference, response);
  }

  public static void assertEqual(String gold, String candidate) {
    MathFinding finding = compare(gold, candidate);
    assertThat(finding.equal()).as("%s = %s: %s", gold, candidate, finding).isTrue();
  }

  public static void assertDifferent(String gold, String candidate) {
    MathFinding finding = compare(gold, candidate);
    assertThat(finding.equal()).as("%s <> %s: %s", gold, candidate, finding).isFalse();
  }
}
