package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.VerificationRules;
import dev.winnow.verifier.check.BadCheckException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compiled verifications, the most recently used ones kept in memory. Their number is limited,
 * since anyone may write records with new verifications. Thread-safe.
 */
public final class CompiledVerifications {
  private final Consumer<String> onUnusable;
  private final Map<Verification, Optional<CompiledVerification>> recent;

  /**
   * @param most number of verifications kept
   * @param onUnusable receives why a verification cannot be used, each time it is compiled
   */
  public CompiledVerifications(int most, Consumer<String> onUnusable) {
    this.onUnusable = onUnusable;
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<Verification, Optional<CompiledVerification>> eldest) {
            return size() > most;
          }
        };
  }

  /** Returns the verification, ready for use; empty when it cannot be used. */
  public Optional<CompiledVerification> of(Verification verification) {
    // A verification that is too large is not kept, and is not usable.
    if (!VerificationRules.isBounded(verification)) {
      return compile(verification);
    }
    synchronized (recent) {
      return recent.computeIfAbsent(verification, this::compile);
    }
  }

  private Optional<CompiledVerification> compile(Verification verification) {
    try {
      return Optional.of(CompiledVerification.compile(verification));
    } catch (BadCheckException e) {
      onUnusable.accept(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
