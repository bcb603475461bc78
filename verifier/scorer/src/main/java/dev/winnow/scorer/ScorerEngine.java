package dev.winnow.scorer;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.ScoringRequest;
import java.time.Instant;
import java.util.List;

/**
 * Scores candidates. Implementations are thread-safe: a worker calls {@link #score} from several
 * threads at once.
 *
 * @param <C> options of a scorer in a recipe
 */
public interface ScorerEngine<C extends Record> extends AutoCloseable {
  /**
   * Scores the candidates of these requests. Waits while nothing can be scored for a temporary
   * reason, which {@link #status} returns.
   *
   * @param options of the scorer that all of these requests name
   * @param requests at least one, within {@link #limits()}
   * @return one result for each request, in their order
   * @throws TransientScoringException if the requests may succeed elsewhere or later
   * @throws InterruptedException if the calling thread is interrupted
   */
  List<ScoringResult> score(C options, List<ScoringRequest> requests)
      throws TransientScoringException, InterruptedException;

  /**
   * Refuses to work with a server or a model that cannot give scores. Called once, before the first
   * request, and waits only for what answers at once: one that cannot be reached yet is checked
   * later, before it is used.
   *
   * @throws IllegalStateException that says what is wrong and how to mend it
   */
  default void check() throws InterruptedException {}

  /** Returns how much is scored at once. */
  BatchLimits limits();

  /** Returns how many batches are worth scoring at the same time, at least 1. */
  int concurrency();

  /** Returns the type and the version of the code that scores, such as {@code reward/1}. */
  String version();

  /** Returns the name of the model, which is written on every score. */
  String model();

  /** Returns false once the engine cannot score any more, so that its process should end. */
  default boolean healthy() {
    return true;
  }

  /** Returns whether it can score at present. Cheap: it is called several times a second. */
  default EngineStatus status() {
    return EngineStatus.ready(Instant.EPOCH);
  }

  /** Returns whether it wants another request now: false while its requests wait for its server. */
  default boolean wantsMore() {
    return true;
  }

  /** Frees the engine's resources; requests being scored fail as transient. May be called twice. */
  @Override
  void close();
}
