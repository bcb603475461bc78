package dev.winnow.runtime;

import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** How a stage fares, with the reason in words wherever something is wrong. */
@NullMarked
public sealed interface Health {
  /** Everything of the stage runs. */
  record Ok() implements Health {}

  /**
   * The stage is on its way to run, such as while it restores its state.
   *
   * @param reason what it waits for
   */
  record Starting(String reason) implements Health {}

  /**
   * The stage runs, but a part of it does not.
   *
   * @param reason which part, and since when
   */
  record Degraded(String reason) implements Health {}

  /**
   * The stage has failed for good; its process should end.
   *
   * @param reason what is dead, and of what
   */
  record Failed(String reason) implements Health {}

  /** Everything of the stage runs. */
  static Health ok() {
    return new Ok();
  }

  /** The worst of several; of two that are equally bad the first. */
  static Health worst(Stream<Health> several) {
    return several.reduce(ok(), (one, other) -> other.rank() > one.rank() ? other : one);
  }

  /** Whether the stage has failed for good. */
  default boolean isFailed() {
    return this instanceof Failed;
  }

  /** In words, for people: {@code ok}, or the state and the reason. */
  default String describe() {
    return switch (this) {
      case Ok ok -> "ok";
      case Starting starting -> "starting: " + starting.reason();
      case Degraded degraded -> "degraded: " + degraded.reason();
      case Failed failed -> "failed: " + failed.reason();
    };
  }

  private int rank() {
    return switch (this) {
      case Ok ok -> 0;
      case Starting starting -> 1;
      case Degraded degraded -> 2;
      case Failed failed -> 3;
    };
  }
}
