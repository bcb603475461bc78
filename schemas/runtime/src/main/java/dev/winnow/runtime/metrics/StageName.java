package dev.winnow.runtime.metrics;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The stages, as metrics and their documentation name them. */
public enum StageName {
  GATEWAY,
  PLANNER,
  SYNTHESIZER,
  VERIFIER,
  SCORER,
  CURATOR,
  SINK;

  static final Set<StageName> ALL = Set.copyOf(EnumSet.allOf(StageName.class));

  /** The stages that take part in a consumer group or share group. */
  static final Set<StageName> ALL_BUT_GATEWAY =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(GATEWAY)));

  /** The stages that have a consumer which is not one of a share group. */
  static final Set<StageName> ALL_BUT_SCORER = Set.copyOf(EnumSet.complementOf(EnumSet.of(SCORER)));

  /** The stages that are Kafka Streams applications. */
  static final Set<StageName> STREAMS = Set.of(PLANNER, VERIFIER, CURATOR);

  /** The stages whose processes are workers of a pool. */
  static final Set<StageName> WORKERS = Set.of(SYNTHESIZER, SCORER);

  /** Returns the stage's name, as its {@code stage} label and {@code Stage.name()} have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
