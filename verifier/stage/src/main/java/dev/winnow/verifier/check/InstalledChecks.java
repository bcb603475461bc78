package dev.winnow.verifier.check;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.rules.CheckRules;
import dev.winnow.schemas.rules.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requirements of this verifier's checks on recipes and prompts. Thread-safe; as bounded on
 * hostile input as the checks themselves.
 */
public final class InstalledChecks implements CheckCatalog {
  /** Limits the compiled checks in memory, since anyone may write records with new checks. */
  private static final int MAX_COMPILED = 64;

  private final Map<Check, Optional<ResponseCheck>> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Check, Optional<ResponseCheck>> eldest) {
          return size() > MAX_COMPILED;
        }
      };

  @Override
  public List<Violation> violations(Check check) {
    try {
      Checks.compile(check);
      return List.of();
    } catch (BadCheckException e) {
      return List.of(new Violation("check", String.valueOf(e.getMessage())));
    }
  }

  @Override
  public List<Violation> misfits(Check check, Prompt prompt) {
    // A check that is too large must not be a cached key, and is not usable.
    return CheckRules.isBounded(check)
        ? compiled(check).map(usable -> usable.misfits(prompt)).orElse(List.of())
        : List.of();
  }

  private Optional<ResponseCheck> compiled(Check check) {
    synchronized (compiled) {
      return compiled.computeIfAbsent(check, InstalledChecks::compile);
    }
  }

  private static Optional<ResponseCheck> compile(Check check) {
    try {
      return Optional.of(Checks.compile(check));
    } catch (BadCheckException e) {
      return Optional.empty();
    }
  }
}
