package dev.winnow.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.PromptRules;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lines come from strangers: whatever they hold, the answer is a legal prompt or a reason. */
class PromptReaderPropertiesTest {
  private final PromptReader reader = new PromptReader("arithmetic", Optional.empty());

  @Property
  void arbitraryTextGivesAPromptOrAReason(@ForAll String text) {
    assertThat(isPromptOrReason(text)).isTrue();
  }

  @Property
  void arbitraryJsonGivesAPromptOrAReason(@ForAll("lines") String line) {
    assertThat(isPromptOrReason(line)).isTrue();
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> field =
        Combinators.combine(
                Arbitraries.of(
                    "id",
                    "prompt",
                    "messages",
                    "reference",
                    "source",
                    "metadata",
                    "recipe",
                    "question",
                    "answer",
                    "problem",
                    "solution",
                    "level",
                    "\\ud800",
                    ""),
                values())
            .as((name, value) -> '"' + name + "\": " + value);
    return field.list().ofMaxSize(5).map(fields -> "{" + String.join(", ", fields) + "}");
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> scalars =
        Arbitraries.of(
            "null",
            "true",
            "-1",
            "3.10",
            "1e999999999",
            "1e-999999999",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"#### 7\"",
            "\"\\\\boxed{7}\"",
            "\"\\\\boxed{\"",
            "\"\\udfff\"",
            "\"\\u0000\"",
            "[]",
            "{}",
            "[{\"role\": \"user\", \"content\": \"a\"}]",
            "[{\"role\": 1}]",
            "[[]]",
            "{\"a\": \"b\"}",
            "oops",
            "1".repeat(300),
            "[".repeat(100));
    return scalars;
  }

  private boolean isPromptOrReason(String line) {
    try {
      Prompt prompt = reader.read(line, "test", Instant.EPOCH);
      return PromptRules.violations(prompt).isEmpty();
    } catch (RefusedLineException e) {
      return e.getMessage() != null && !e.getMessage().isBlank();
    }
  }
}
