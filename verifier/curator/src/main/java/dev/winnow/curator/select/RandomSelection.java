package dev.winnow.curator.select;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;

/** Every response has the same chance. It is also the control of all other policies. */
public final class RandomSelection implements SelectionPolicy {
  /** The policy has no options. */
  public record Options() {}

  /** Provides the policy {@code random}. */
  public static final class Plugin implements SelectionPlugin<Options> {
    @Override
    public String name() {
      return "random";
    }

    @Override
    public String summary() {
      return "a random choice, fixed by the recipe's seed";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public SelectionPolicy create(Options options) {
      return new RandomSelection();
    }
  }

  @Override
  public List<RatedResponse> select(List<RatedResponse> accepted, int take, CandidateDraws draws) {
    return draws.shuffle(accepted, 0).stream().limit(take).toList();
  }
}
