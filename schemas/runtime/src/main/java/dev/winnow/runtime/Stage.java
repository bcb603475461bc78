package dev.winnow.runtime;

import java.util.List;
import org.jspecify.annotations.NullMarked;

/** A part of the service with its own life cycle: planner, synthesizer, verifier, sink, gateway. */
@NullMarked
public interface Stage extends AutoCloseable {
  /** Returns the stage's name in logs and dead letters. */
  String name();

  /** Starts the stage and returns once it processes records. Called once. */
  void start();

  /**
   * Returns the stage's health, with the reason where something is wrong. May be called at any
   * time.
   */
  Health health();

  /** Returns false once the stage has failed permanently and its process should end. */
  default boolean healthy() {
    return !health().isFailed();
  }

  /**
   * Returns the checks that decide whether the stage is ready: its own health, and what it depends
   * on without failing by it.
   */
  default List<HealthCheck> checks() {
    return List.of(new HealthCheck(name(), this::health));
  }

  /** Finishes or returns the work in progress, then stops. May be called twice. */
  @Override
  void close();
}
