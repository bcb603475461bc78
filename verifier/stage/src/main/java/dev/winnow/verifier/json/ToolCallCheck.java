package dev.winnow.verifier.json;

import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.MeteredText;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answer calls the tools that the reference calls, with the same arguments. Where it does not,
 * the reason is the category of the first error.
 */
record ToolCallCheck(
    @PluginOption(
            help = "whether several calls must be in the order of the reference",
            defaultValue = "true")
        boolean ordered)
    implements CandidateCheck {
  private static final int MAX_SHOWN = 1_000;

  /** Provides the check {@code tool_call}. */
  public static final class Plugin implements CheckPlugin<ToolCallCheck> {
    @Override
    public String name() {
      return "tool_call";
    }

    @Override
    public String summary() {
      return "the answer calls the tools of the reference, with its arguments";
    }

    @Override
    public Class<ToolCallCheck> options() {
      return ToolCallCheck.class;
    }

    @Override
    public CandidateCheck create(ToolCallCheck options) {
      return options;
    }
  }

  @Override
  public String version() {
    return "tool_call/1";
  }

  @Override
  public boolean judgesToolCalls() {
    return true;
  }

  @Override
  public Finding check(Question question, String answer) {
    try {
      Optional<List<WantedCall>> wanted = question.reference().flatMap(WantedCall::all);
      return wanted.isEmpty()
          ? Finding.undecided(Reason.NO_REFERENCE)
          : finding(wanted.get(), CallReader.read(answer));
    } catch (BoundedSchema.BadSchemaException e) {
      return Finding.undecided("BAD_SCHEMA");
    } catch (MeteredText.ExhaustedException e) {
      return Finding.undecided(Reason.LIMIT);
    }
  }

  private Finding finding(List<WantedCall> wanted, CallReader.Result result) {
    return switch (result) {
      case CallReader.Result.Unread unread ->
          unread.undecided()
              ? Finding.undecided(unread.reason())
              : Finding.rejected(unread.reason(), "");
      case CallReader.Result.Calls found ->
          CallMatching.difference(wanted, found.calls(), ordered)
              .map(category -> Finding.rejected(category, shown(found.calls())))
              .orElseGet(() -> Finding.accepted(Reason.EQUAL, shown(found.calls())));
    };
  }

  private static String shown(List<Call> calls) {
    String text =
        calls.stream()
            .map(call -> call.name() + call.arguments())
            .collect(Collectors.joining("; "));
    return text.substring(0, Math.min(text.length(), MAX_SHOWN));
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    try {
      return reference.flatMap(WantedCall::all).isPresent()
          ? Optional.empty()
          : Optional.of(
              "check 'tool_call' needs calls as JSON, as in [{\"name\": \"f\", \"arguments\": {}}]");
    } catch (BoundedSchema.BadSchemaException e) {
      return Optional.of("check 'tool_call' cannot use a schema: " + e.getMessage());
    }
  }
}
