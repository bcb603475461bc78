package dev.winnow.verifier.check;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.verifier.answer.Answer;
import dev.winnow.verifier.answer.AnswerReader;
import dev.winnow.verifier.answer.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recipe's check with the rules that are the same for every type: how the answer part of a
 * response is found, and how several references are combined. Thread-safe.
 */
public final class ResponseCheck implements CompiledCheck {
  private final CandidateCheck check;
  private final AnswerReader reader;
  private final References references;

  private ResponseCheck(CandidateCheck check, AnswerReader reader, References references) {
    this.check = GuardedCheck.of(check);
    this.reader = reader;
    this.references = references;
  }

  /** Combines this check with the recipe's rules for answers and references. */
  static ResponseCheck of(CandidateCheck check, Check recipe) {
    return new ResponseCheck(
        check, reader(recipe), recipe.getAllReferences() ? References.ALL : References.ANY);
  }

  static AnswerReader reader(Check recipe) {
    List<ReasoningMarker> markers = recipe.getReasoningMarkers();
    try {
      return new AnswerReader(
          markers.stream().map(marker -> new Marker(marker.getOpen(), marker.getClose())).toList());
    } catch (IllegalArgumentException e) {
      throw new BadCheckException("reasoning", "reasoning markers: " + e.getMessage());
    }
  }

  @Override
  public String version() {
    return check.version();
  }

  /**
   * Returns the finding on a whole response that was sampled to its end.
   *
   * @param response the generated text, after the prompt's prefix if it has one
   */
  public Finding check(Prompt prompt, String response) {
    return switch (reader.read(response)) {
      case Answer.Missing missing -> Finding.undecided(missing.reason());
      case Answer.Part part -> judge(prompt, part.text());
    };
  }

  private Finding judge(Prompt prompt, String answer) {
    Finding finding =
        references.find(
            of(prompt), reference -> check.check(Question.of(prompt, reference), answer));
    return finding.isRejection() && !check.judgesToolCalls() && ToolCalls.areAll(answer)
        ? Finding.undecided(Reason.TOOL_CALLS)
        : finding;
  }

  @Override
  public List<Violation> misfits(Prompt prompt) {
    List<Violation> misfits = new ArrayList<>();
    List<Optional<String>> all = of(prompt);
    int first = prompt.getReference().isPresent() ? 1 : 0;
    for (int i = 0; i < all.size() && misfits.size() < References.MAX; i++) {
      String field = i < first || all.get(i).isEmpty() ? "reference" : other(i - first);
      check.misfit(all.get(i)).ifPresent(why -> misfits.add(new Violation(field, why)));
    }
    return List.copyOf(misfits);
  }

  private static String other(int number) {
    return "other_references[" + number + "]";
  }

  /** Returns all references of a prompt; a single empty one when it has none. */
  private static List<Optional<String>> of(Prompt prompt) {
    List<Optional<String>> all = new ArrayList<>();
    prompt.getReference().ifPresent(text -> all.add(Optional.of(text)));
    prompt.getOtherReferences().forEach(text -> all.add(Optional.of(text)));
    return all.isEmpty() ? List.of(Optional.empty()) : all;
  }
}
