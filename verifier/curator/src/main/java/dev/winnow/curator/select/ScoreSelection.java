package dev.winnow.curator.select;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;

/**
 * The responses with the highest scores: best-of-n with {@code take: 1}, top-k otherwise; per
 * prompt as RAFT's local ranking (arXiv 2304.06767).
 */
final class ScoreSelection implements SelectionPolicy {
  /** The policy has no options. */
  record Options() {}

  /** Provides the policy {@code score}. */
  public static final class Plugin implements SelectionPlugin<Options> {
    @Override
    public String name() {
      return "score";
    }

    @Override
    public String summary() {
      return "the highest scores: best-of-n, top-k";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public boolean needsScores() {
      return true;
    }

    @Override
    public SelectionPolicy create(Options options) {
      return new ScoreSelection();
    }
  }

  @Override
  public List<RatedResponse> select(List<RatedResponse> accepted, int take, CandidateDraws draws) {
    return RatedResponse.bestFirst(accepted).stream().limit(take).toList();
  }
}
