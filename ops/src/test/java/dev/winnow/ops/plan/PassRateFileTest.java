package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.planner.whatif.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassRateFileTest {
  @TempDir private Path directory;

  @Test
  void everyLineIsAPromptWithItsTokensOrTheUsualOnes() throws IOException {
    NamedProfile read =
        read(
            """
            {"id": "a", "pass_rate": 0.25, "mean_tokens": 180}

            {"pass_rate": 1}
            """);

    Profile profile = read.profile();
    assertThat(read.name()).isEqualTo("rates");
    assertThat(profile.size()).isEqualTo(2);
    assertThat(profile.passRate(0)).isEqualTo(0.25);
    assertThat(profile.meanTokens(0)).isEqualTo(180);
    assertThat(profile.passRate(1)).isEqualTo(1);
    assertThat(profile.meanTokens(1)).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'pass_rate': 1.5}                      | line 2: pass_rate: want 0 to 1, not 1.5",
        "{'pass_rate': '0.5'}                    | line 2: pass_rate: want 0 to 1, not \"0.5\"",
        "{'pass_rate': null}                     | line 2: pass_rate: want 0 to 1, not null",
        "{'id': 'x'}                             | line 2: pass_rate is missing; want 0 to 1",
        "{'pass_rate': 0.5, 'mean_tokens': 0}    | line 2: mean_tokens: want above 0 and below a billion, not 0.0",
        "{'pass_rate': 0.5, 'mean_tokens': null} | line 2: mean_tokens: want a number above 0, not null",
        "{'pass_rate': 1e999}                    | line 2: pass_rate: want 0 to 1, not Infinity",
        "[0.5]                                   | line 2: want an object such as {\"pass_rate\": 0.25}",
        "{'pass_rate': NaN}                      | line 2: not JSON: ",
        "{'pass_rate': 0.5                       | line 2: not JSON: ",
      })
  void aLineThatIsNoPromptIsRefusedWithItsNumber(String line, String message) {
    assertThatThrownBy(() -> read("{\"pass_rate\": 0.5}\n" + line.replace('\'', '"') + "\n"))
        .isInstanceOf(PlanInputException.class)
        .hasMessageContaining("rates.jsonl cannot be used:")
        .hasMessageContaining(message);
  }

  @Test
  void severalBadLinesAreToldAtOnceButNotMoreThanTwenty() {
    assertThatThrownBy(() -> read("{}\n".repeat(100)))
        .hasMessageContaining("line 1: ")
        .hasMessageContaining("line 20: ")
        .hasMessageContaining("maybe more")
        .hasMessageNotContaining("line 21: ");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    Path file = directory.resolve("latin1.jsonl");
    Files.write(file, "{\"id\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> PassRateFile.read(file, 300)).hasMessageContaining("line 1: ");
  }

  @Test
  void aFileWithoutPromptsIsRefused() {
    assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("no prompts; want a line such as");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PassRateFile.read(directory.resolve("none.jsonl"), 300))
        .isInstanceOf(PlanInputException.class)
        .hasMessageContaining("none.jsonl' does not exist");
  }

  private NamedProfile read(String text) throws IOException {
    return PassRateFile.read(Files.writeString(directory.resolve("rates.jsonl"), text), 300);
  }
}
