package dev.winnow.verifier.request;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.check.ResponseCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Judges items as the verifier stage judges candidates. Thread-safe. */
public final class ItemJudge {
  /** Longer responses are undecided, as in the verifier stage. */
  private static final int MAX_RESPONSE_CHARS = 500_000;

  private static final int MAX_COMPILED = 256;

  private final Map<Check, ResponseCheck> compiled = new ConcurrentHashMap<>();

  /**
   * Returns what the item's check says.
   *
   * @throws BadCheckException if there is no such check, or an option cannot be used
   */
  public JudgedItem judge(CheckItem item) {
    ResponseCheck check = compiled(item.check());
    Finding finding = find(check, item);
    return new JudgedItem(finding, check.version(), detail(check, item, finding));
  }

  private static Finding find(ResponseCheck check, CheckItem item) {
    String text = item.prompt().getAssistantPrefix().orElse("") + item.response();
    if (item.isCutOff()) {
      return Finding.undecided(Reason.CUT_OFF);
    }
    return text.length() > MAX_RESPONSE_CHARS
        ? Finding.undecided(Reason.TOO_LONG)
        : check.check(item.prompt(), text);
  }

  private static Optional<String> detail(ResponseCheck check, CheckItem item, Finding finding) {
    if (finding.outcome() != Outcome.UNDECIDED) {
      return Optional.empty();
    }
    List<Violation> misfits = check.misfits(item.prompt());
    return misfits.isEmpty() ? Optional.empty() : Optional.of(misfits.getFirst().toString());
  }

  private ResponseCheck compiled(Check check) {
    ResponseCheck known = compiled.get(check);
    if (known != null) {
      return known;
    }
    ResponseCheck added = Checks.compile(check);
    if (compiled.size() >= MAX_COMPILED) {
      compiled.clear();
    }
    compiled.put(check, added);
    return added;
  }
}
