package dev.winnow.ops.calibrate;

import dev.winnow.schemas.CandidateSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the threshold of a score for a wanted false-accept rate: the share of accepted candidates
 * that are wrong.
 *
 * <ol>
 *   <li>Prompts are divided into two halves by their ids and a seed, so that no prompt is in both.
 *   <li>The first half chooses: the threshold that accepts most, of those whose exact upper bound
 *       is within the wanted rate.
 *   <li>The second half judges the choice. It had no part in it, so its Clopper–Pearson interval is
 *       valid for the chosen threshold.
 * </ol>
 *
 * @param wanted false-accept rate, in (0, 1)
 * @param confidence of the interval, in (0, 1)
 * @param choice what the threshold does on the half that chose it; empty when no threshold is good
 *     enough
 * @param judged what it does on the other half
 * @param curve what every threshold does on the other half, from the highest down
 */
public record Calibration(
    double wanted,
    double confidence,
    Optional<OperatingPoint> choice,
    Optional<OperatingPoint> judged,
    List<OperatingPoint> curve) {

  /**
   * Calibrates.
   *
   * @throws TooFewLabelsException if even a half without a wrong candidate could promise nothing
   */
  public static Calibration of(
      List<LabelledScore> scores, double wanted, double confidence, long seed) {
    int needed = minAccepted(wanted, confidence);
    List<LabelledScore> choosing = new ArrayList<>();
    List<LabelledScore> judging = new ArrayList<>();
    scores.stream()
        .sorted(Comparator.comparing(LabelledScore::prompt))
        .forEach(s -> (isChoosing(s.prompt(), seed) ? choosing : judging).add(s));
    if (Math.min(choosing.size(), judging.size()) < needed) {
      throw new TooFewLabelsException(
          "%,d labelled scores in halves of %,d and %,d promise nothing: a false-accept rate of %s at %s confidence takes at least %,d in each half, all accepted and right"
              .formatted(
                  scores.size(), choosing.size(), judging.size(), wanted, confidence, needed));
    }
    Optional<OperatingPoint> choice =
        Curve.of(choosing).stream()
            .filter(point -> point.interval(confidence).high() <= wanted)
            .max(Comparator.comparingInt(OperatingPoint::accepted));
    return new Calibration(
        wanted,
        confidence,
        choice,
        choice.map(chosen -> Curve.at(chosen.threshold(), judging)),
        Curve.of(judging));
  }

  /** Returns whether the half that had no part in the choice confirms the wanted rate. */
  public boolean isPromised() {
    return judged.filter(point -> point.interval(confidence).high() <= wanted).isPresent();
  }

  /**
   * Returns how many accepted candidates, none of them wrong, the interval needs to be within the
   * rate.
   */
  static int minAccepted(double wanted, double confidence) {
    return (int) Math.ceil(Math.log((1 - confidence) / 2) / Math.log1p(-wanted));
  }

  /**
   * Returns whether a prompt is in the half that chooses: a fair coin that depends on the prompt
   * and the seed alone.
   */
  private static boolean isChoosing(String prompt, long seed) {
    return CandidateSeed.of(prompt, 0, seed) < 0;
  }
}
