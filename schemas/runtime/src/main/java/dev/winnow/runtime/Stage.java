package dev.winnow.runtime;

import org.jspecify.annotations.NullMarked;

/** A part of the service with a life of its own: planner, synthesizer, verifier, sink, gateway. */
@NullMarked
public interface Stage extends AutoCloseable {
  /** Name of the stage, as it stands in logs and dead letters. */
  String name();

  /** Starts the stage and returns once it takes part in the stream. Called once. */
  void start();

  /** How the stage fares, with the reason where something is wrong. May be called at any time. */
  Health health();

  /** False once the stage has failed for good and its process should end. */
  default boolean healthy() {
    return !health().isFailed();
  }

  /** Finishes or hands back what is in flight, then stops. Safe to call twice. */
  @Override
  void close();
}
