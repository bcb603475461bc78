package dev.winnow.runtime;

import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The health of a stage, with a reason in words for every state but {@link Ok}. */
@NullMarked
public sealed interface Health {
  /** All parts of the stage are running. */
  record Ok() implements Health {}

  /**
   * The stage is starting, for example restoring its state.
   *
   * @param reason what it waits for
   */
  record Starting(String reason) implements Health {}

  /**
   * The stage is running, but a part of it is not.
   *
   * @param reason which part, and since when
   */
  record Degraded(String reason) implements Health {}

  /**
   * The stage has failed permanently; its process should end.
   *
   * @param reason which part has failed, and the cause
   */
  record Failed(String reason) implements Health {}

  /** Returns the health of a stage of which all parts are running. */
  static Health ok() {
    return new Ok();
  }

  /** Returns the worst of several; of two that are equally bad, the first. */
  static Health worst(Stream<Health> several) {
    return several.reduce(ok(), (one, other) -> other.rank() > one.rank() ? other : one);
  }

  /** Returns whether all parts are running. */
  default boolean isOk() {
    return this instanceof Ok;
  }

  /** Returns whether the stage has failed permanently. */
  default boolean isFailed() {
    return this instanceof Failed;
  }

  /** Returns the state in words: {@code ok}, or the state and the reason. */
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
