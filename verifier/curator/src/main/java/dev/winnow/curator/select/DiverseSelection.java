package dev.winnow.curator.select;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.similar.MinHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Responses that differ most from each other: the greedy max-min rule of Gonzalez ("Clustering to
 * minimize the maximum intercluster distance", 1985), which is within a factor of two of the best
 * possible. The first is the one with the highest score, or the lowest index where there are no
 * scores; each further one has the largest distance to the nearest that is taken. The distance is 1
 * minus the estimated Jaccard index of the texts' word n-grams.
 */
final class DiverseSelection implements SelectionPolicy {
  private final int words;

  DiverseSelection(int words) {
    this.words = words;
  }

  /** The options of the policy. */
  record Options(
      @PluginOption(
              help = "words of the n-grams that are compared",
              defaultValue = "3",
              min = 1,
              max = 20)
          int ngram) {
    Options {
      OptionRules.inRange(Options.class, ngram).orThrow();
    }
  }

  /** Provides the policy {@code diverse}. */
  public static final class Plugin implements SelectionPlugin<Options> {
    @Override
    public String name() {
      return "diverse";
    }

    @Override
    public String summary() {
      return "responses that differ most in their word n-grams (greedy max-min)";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public SelectionPolicy create(Options options) {
      return new DiverseSelection(options.ngram());
    }
  }

  @Override
  public List<RatedResponse> select(List<RatedResponse> accepted, int take, CandidateDraws draws) {
    List<RatedResponse> left = RatedResponse.bestFirst(accepted);
    List<MinHash> signatures = left.stream().map(some -> MinHash.of(some.text(), words)).toList();
    double[] distances = new double[left.size()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    boolean[] isTaken = new boolean[left.size()];
    List<RatedResponse> taken = new ArrayList<>();
    while (taken.size() < Math.min(take, left.size())) {
      int next = farthest(distances, isTaken);
      isTaken[next] = true;
      taken.add(left.get(next));
      for (int i = 0; i < distances.length; i++) {
        double distance = 1 - signatures.get(i).similarity(signatures.get(next));
        distances[i] = Math.min(distances[i], distance);
      }
    }
    return taken;
  }

  /** Returns the place of the largest distance of those that are not taken, the first of equals. */
  private static int farthest(double[] distances, boolean[] isTaken) {
    int best = -1;
    for (int i = 0; i < distances.length; i++) {
      if (!isTaken[i] && (best < 0 || distances[i] > distances[best])) {
        best = i;
      }
    }
    return best;
  }
}
