package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.schemas.Outcome;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaCheckTest extends CheckContract {
  private static final String PERSON =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["name"], "additionalProperties": false,
       "properties": {"name": {"type": "string", "pattern": "^[A-Z]"}, "age": {"type": "integer"}}}
      """;

  @Override
  Example example() {
    return new Example(check("json_schema"), PERSON, "{\"name\": \"Ann\"}", "{\"name\": 3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"Ann\", \"age\": 3}",
        "Here it is:\n```json\n{\"name\": \"Ann\"}\n```\nDone.",
        "```\n{\"name\": \"Ann\"}\n```",
        "```python\nprint()\n```\n```json\n{\"name\": \"Ann\"}\n```"
      })
  void acceptsWhatTheSchemaAllows(String response) {
    assertThat(find(check("json_schema"), PERSON, response).reason()).isEqualTo("VALID");
  }

  @Test
  void namesWhatTheSchemaForbids() {
    assertThat(find(check("json_schema"), PERSON, "{\"name\": \"ann\"}"))
        .isEqualTo(Finding.rejected("INVALID", "/name: pattern"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ann",
        "{\"name\": \"Ann\"} and more",
        "{\"name\": \"Ann\", \"name\": \"Bob\"}",
        "{\"name\": \"Ann\", \"age\": 1e999999999}",
        "{\"name\": NaN}",
        "```json\n{\"name\": \"Ann\"}"
      })
  void rejectsWhatIsNoJson(String response) {
    assertThat(find(check("json_schema"), PERSON, response))
        .isEqualTo(Finding.rejected("NOT_JSON", ""));
  }

  @Test
  void doesNotDecideBetweenFences() {
    String fence = "```json\n{\"name\": \"Ann\"}\n```\n";

    assertThat(find(check("json_schema"), PERSON, fence + "or\n" + fence))
        .isEqualTo(Finding.undecided(Reason.AMBIGUOUS));
    assertThat(find(check("json_schema", "fences", "false"), PERSON, fence).reason())
        .isEqualTo("NOT_JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "{",
        "{\"type\": \"integr\"}",
        "{\"multipleOf\": 0}",
        "{\"properties\": {\"a\": {\"minLength\": \"3\"}}}",
        "{\"required\": true}",
        "{\"$ref\": \"http://127.0.0.1:1/x\"}",
        "{\"$ref\": \"file:///etc/passwd\"}",
        "{\"$id\": \"http://a.example/\"}",
        "{\"properties\": {\"a\": {\"pattern\": \"(a)\\\\1\"}}}",
        "{\"$ref\": \"#/$defs/none\"}"
      })
  void refusesSchemasThatCannotBeUsed(String schema) {
    ResponseCheck check = Checks.compile(check("json_schema"));

    assertThat(find(check("json_schema"), schema, "{}").outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(check.misfits(promptWith(schema))).hasSize(1);
    assertThatThrownBy(() -> Checks.compile(check("json_schema", "schema", schema)))
        .isInstanceOf(BadCheckException.class);
  }

  @Test
  void doesNotDecideWhereReferencesMultiplyTheWork() {
    String definitions =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "\"a%d\": {\"allOf\": [{\"$ref\": \"#/$defs/a%d\"}, {\"$ref\": \"#/$defs/a%d\"}]}"
                        .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(", "));
    String doubling =
        "{\"$ref\": \"#/$defs/a0\", \"$defs\": {%s, \"a40\": {\"type\": \"object\"}}}"
            .formatted(definitions);
    String endless = "{\"$defs\": {\"a\": {\"$ref\": \"#/$defs/a\"}}, \"$ref\": \"#/$defs/a\"}";

    for (String schema : new String[] {doubling, endless}) {
      Finding finding =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> find(check("json_schema"), schema, "{}"));

      assertThat(finding.outcome()).isEqualTo(Outcome.UNDECIDED);
    }
  }
}
