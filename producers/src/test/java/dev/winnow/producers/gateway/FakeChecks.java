package dev.winnow.producers.gateway;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.List;

/** Any check but {@code nonsense} is installed, and only {@code needs-reference} needs one. */
final class FakeChecks implements CheckCatalog {
  @Override
  public List<Violation> violations(Check check) {
    return check.getType().equals("nonsense")
        ? List.of(new Violation("check", "there is no check 'nonsense'"))
        : List.of();
  }

  @Override
  public List<Violation> misfits(Check check, Prompt prompt) {
    return check.getType().equals("needs-reference") && prompt.getReference().isEmpty()
        ? List.of(new Violation("reference", "is missing, and the check needs one"))
        : List.of();
  }
}
