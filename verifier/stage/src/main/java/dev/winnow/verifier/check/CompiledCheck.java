package dev.winnow.verifier.check;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.Violation;
import java.util.List;

/** A recipe's check, ready for use. Immutable and thread-safe. */
public sealed interface CompiledCheck permits ResponseCheck, RoundResponseCheck {
  /** Returns name and version of the check that judges. */
  String version();

  /** Returns all reasons why the check cannot use this prompt's references. */
  List<Violation> misfits(Prompt prompt);
}
