package dev.winnow.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Public data sets are read as they are published. */
class PublicDatasetsTest {

  @Test
  void everyTestProblemOfGsm8kIsAPromptWithANumberForReference() throws IOException {
    List<Prompt> prompts = read("gsm8k", "test.jsonl");

    assertThat(prompts).hasSize(1_319);
    assertThat(prompts).extracting(Prompt::getId).doesNotHaveDuplicates();
    assertThat(prompts)
        .allSatisfy(prompt -> assertThat(prompt.getReference().orElse("")).matches("-?[\\d,.]+"));
    assertThat(prompts.getFirst().getReference()).contains("18");
    assertThat(prompts.getFirst().getSource()).contains("test.jsonl#1");
  }

  @Test
  void everyProblemOfMath500IsAPromptWithAReferenceAndItsLevel() throws IOException {
    List<Prompt> prompts = read("math", "math500.jsonl");

    assertThat(prompts).hasSize(500);
    assertThat(prompts).extracting(Prompt::getId).doesNotHaveDuplicates();
    assertThat(prompts)
        .allSatisfy(prompt -> assertThat(prompt.getReference().orElse("")).isNotBlank());
    assertThat(prompts).allSatisfy(prompt -> assertThat(prompt.getMetadata()).containsKey("level"));
  }

  private static List<Prompt> read(String directory, String file) throws IOException {
    Path path = Repository.shared("data/" + directory + "/" + file);
    PromptReader reader = new PromptReader("test", Optional.empty());
    List<Prompt> prompts = new ArrayList<>();
    try (LineReader lines = new LineReader(Files.newInputStream(path))) {
      for (Optional<SourceLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        SourceLine.Text text = (SourceLine.Text) line.get();
        prompts.add(reader.read(text.text(), file + "#" + text.number(), Instant.EPOCH));
      }
    }
    return prompts;
  }
}
