package dev.winnow.ops.local;

import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Scorer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The scorers that recipes name, by who can run them: a reward model can run in this process, every
 * other type needs a worker that is started by hand.
 *
 * @param reward pools of scorers of the type {@code reward}
 * @param others scorers of other types, one for each pool and type
 */
public record NamedScorers(Set<String> reward, Set<Other> others) {
  private static final String REWARD = "reward";

  /** A pool with the type of its scorers. */
  public record Other(String pool, String type) implements Comparable<Other> {
    @Override
    public int compareTo(Other other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Returns the scorers of these recipes. */
  public static NamedScorers of(Collection<Recipe> recipes) {
    Set<String> reward = new TreeSet<>();
    Set<Other> others = new TreeSet<>();
    for (Recipe recipe : recipes) {
      for (Scorer scorer : recipe.getVerification().getScorers()) {
        if (scorer.getType().equals(REWARD)) {
          reward.add(scorer.getPool());
        } else {
          others.add(new Other(scorer.getPool(), scorer.getType()));
        }
      }
    }
    return new NamedScorers(reward, others);
  }

  /**
   * Returns a line for each worker that must be started by hand.
   *
   * @param served scoring pools that have a worker in this process
   * @param service the service that the workers would connect to
   */
  public List<String> toStart(Set<String> served, LocalService service) {
    return toStart(
        served, service.connection().bootstrapServers(), service.registryUri().toString());
  }

  List<String> toStart(Set<String> served, String bootstrap, String registry) {
    Set<Other> missing = new TreeSet<>(others);
    reward.stream()
        .filter(pool -> !served.contains(pool))
        .forEach(pool -> missing.add(new Other(pool, REWARD)));
    return missing.stream()
        .map(
            one ->
                "no worker here scores for pool '%s': candidates wait for 'winnow scorer --pool %s --type %s --bootstrap-servers %s --registry %s' and its model's options"
                    .formatted(one.pool(), one.pool(), one.type(), bootstrap, registry))
        .toList();
  }
}
