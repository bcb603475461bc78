package dev.winnow.ops.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What every threshold does to one half of the labelled scores, from the highest down. */
final class Curve {
  private Curve() {}

  /** Returns a point for each distinct score: equal scores are accepted together. */
  static List<OperatingPoint> of(List<LabelledScore> scores) {
    List<LabelledScore> sorted =
        scores.stream()
            .sorted(Comparator.comparingDouble(LabelledScore::score).reversed())
            .toList();
    int right = (int) scores.stream().filter(LabelledScore::isRight).count();
    List<OperatingPoint> points = new ArrayList<>();
    int wrong = 0;
    for (int i = 0; i < sorted.size(); i++) {
      wrong += sorted.get(i).isRight() ? 0 : 1;
      double score = sorted.get(i).score();
      if (i + 1 == sorted.size() || sorted.get(i + 1).score() < score) {
        points.add(new OperatingPoint(score, sorted.size(), i + 1, wrong, right));
      }
    }
    return points;
  }

  /** Returns what one threshold does to the scores. */
  static OperatingPoint at(double threshold, List<LabelledScore> scores) {
    List<LabelledScore> accepted = scores.stream().filter(s -> s.score() >= threshold).toList();
    int right = (int) scores.stream().filter(LabelledScore::isRight).count();
    int wrong = (int) accepted.stream().filter(s -> !s.isRight()).count();
    return new OperatingPoint(threshold, scores.size(), accepted.size(), wrong, right);
  }
}
