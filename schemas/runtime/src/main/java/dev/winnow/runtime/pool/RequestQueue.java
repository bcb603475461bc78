package dev.winnow.runtime.pool;

import dev.winnow.schemas.Topics;
import java.util.Locale;

/** The two kinds of requests that wait for workers. */
public enum RequestQueue {
  SAMPLING,
  SCORING;

  /** Returns the name in metrics. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the topic of a pool's requests. */
  String topic(Topics topics, String pool) {
    return this == SAMPLING ? topics.sampling(pool) : topics.scoring(pool);
  }

  /** Returns the share group of a pool's workers. */
  public String group(Topics topics, String pool) {
    return topics.prefix() + (this == SAMPLING ? "synthesizer." : "scorer.") + pool;
  }

  /** Returns the name under which a pool's workers report. */
  String reportedAs(String pool) {
    return this == SAMPLING ? pool : ScorerPools.key(pool);
  }
}
