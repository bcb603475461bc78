package dev.winnow.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.MeteredText;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The answer is JSON that a schema allows. The JSON is the whole answer or, where that is none, its
 * only code fence; several fences are undecided.
 *
 * @param fixed the recipe's schema; empty where each prompt's reference is one
 */
record JsonSchemaCheck(Optional<BoundedSchema> fixed, boolean fences) implements CandidateCheck {
  private static final int MAX_SHOWN = 1_000;

  /** The schema. */
  record Options(
      @PluginOption(
              help = "the JSON Schema of all answers; left out, each prompt's reference is one",
              fromFile = true,
              json = true)
          Optional<String> schema,
      @PluginOption(
              help = "whether the JSON may be in a code fence with text around it",
              defaultValue = "true")
          boolean fences) {
    Options {
      schema.ifPresent(Options::read);
    }

    private static BoundedSchema read(String text) {
      try {
        return BoundedSchema.of(text);
      } catch (BoundedSchema.BadSchemaException e) {
        throw new BadOptionsException("schema", String.valueOf(e.getMessage()));
      }
    }
  }

  /** Provides the check {@code json_schema}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "json_schema";
    }

    @Override
    public String summary() {
      return "the answer is JSON that a JSON Schema allows";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public CandidateCheck create(Options options) {
      return new JsonSchemaCheck(options.schema().map(Options::read), options.fences());
    }
  }

  @Override
  public String version() {
    return "json_schema/1";
  }

  @Override
  public Finding check(Question question, String answer) {
    if (fixed.isEmpty() && question.reference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    try {
      BoundedSchema schema =
          fixed.orElseGet(() -> BoundedSchema.of(question.reference().orElseThrow()));
      return finding(schema, answer);
    } catch (BoundedSchema.BadSchemaException e) {
      return Finding.undecided("BAD_SCHEMA");
    } catch (MeteredText.ExhaustedException e) {
      return Finding.undecided(Reason.LIMIT);
    }
  }

  private Finding finding(BoundedSchema schema, String answer) {
    Optional<JsonNode> value = JsonAnswer.whole(answer);
    if (value.isEmpty() && fences) {
      List<String> fenced = JsonAnswer.fenced(answer);
      if (fenced.size() > 1) {
        return Finding.undecided(Reason.AMBIGUOUS);
      }
      value = fenced.stream().findFirst().flatMap(BoundedJson::read);
    }
    if (value.isEmpty()) {
      return answer.length() > BoundedJson.MAX_CHARS
          ? Finding.undecided(Reason.LIMIT)
          : Finding.rejected("NOT_JSON", "");
    }
    Optional<String> broken = schema.broken(value.get());
    return broken.isEmpty()
        ? Finding.accepted("VALID", shown(value.get().toString()))
        : Finding.rejected("INVALID", shown(broken.get()));
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), MAX_SHOWN));
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    if (fixed.isPresent()) {
      return Optional.empty();
    }
    try {
      BoundedSchema.of(reference.orElse(""));
      return Optional.empty();
    } catch (BoundedSchema.BadSchemaException e) {
      return Optional.of(
          "check 'json_schema' needs a JSON Schema, here or as the option 'schema': "
              + e.getMessage());
    }
  }
}
