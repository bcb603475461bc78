package dev.winnow.verifier.check;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.verifier.answer.Answer;
import dev.winnow.verifier.answer.AnswerReader;
import java.util.List;
import java.util.Optional;

/**
 * A recipe's check of whole rounds, with the rules for what the answer part of a response is. The
 * prompt's own references are not used. Thread-safe.
 */
public final class RoundResponseCheck implements CompiledCheck {
  private final RoundCheck check;
  private final AnswerReader reader;

  RoundResponseCheck(RoundCheck check, AnswerReader reader) {
    this.check = GuardedRoundCheck.of(check);
    this.reader = reader;
  }

  @Override
  public String version() {
    return check.version();
  }

  /** Returns the answer that a whole response states, to be counted; empty when there is none. */
  public Optional<String> vote(Prompt prompt, String response) {
    return switch (reader.read(response)) {
      case Answer.Missing missing -> Optional.empty();
      case Answer.Part part ->
          check
              .vote(Question.of(prompt, Optional.empty()), part.text())
              .filter(answer -> answer.length() <= Consensus.MAX_ANSWER_CHARS);
    };
  }

  /** Returns what the answers of a round settle on, given in the order of their indices. */
  public Consensus settle(List<String> answers) {
    return check.settle(answers);
  }

  /**
   * Returns the finding on a whole response that was sampled to its end.
   *
   * @param reference what the round settled on
   */
  public Finding check(Prompt prompt, String response, String reference) {
    return switch (reader.read(response)) {
      case Answer.Missing missing -> Finding.undecided(missing.reason());
      case Answer.Part part -> judge(prompt, part.text(), reference);
    };
  }

  private Finding judge(Prompt prompt, String answer, String reference) {
    Finding finding = check.check(Question.of(prompt, Optional.of(reference)), answer);
    return finding.isRejection() && ToolCalls.areAll(answer)
        ? Finding.undecided(Reason.TOOL_CALLS)
        : finding;
  }

  @Override
  public List<Violation> misfits(Prompt prompt) {
    return check.misfit(prompt.getReference()).stream()
        .map(why -> new Violation("reference", why))
        .toList();
  }
}
