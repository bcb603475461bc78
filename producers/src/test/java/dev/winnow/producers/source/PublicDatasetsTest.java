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

/** Data sets in the form of public ones, and the public ones themselves, are read as published. */
class PublicDatasetsTest {
  @Test
  void readsProblemsInTheFormOfGsm8kWithTheNumberForReference() throws IOException {
    List<Prompt> prompts = read(Repository.fixture("gsm8k.jsonl"));

    assertThat(prompts).hasSize(12);
    assertThat(prompts).extracting(Prompt::getId).doesNotHaveDuplicates();
    assertThat(prompts)
        .allSatisfy(prompt -> assertThat(prompt.getReference().orElse("")).matches("-?[\\d,.]+"));
    assertThat(prompts.getFirst().getReference()).contains("23");
    assertThat(prompts.getFirst().getSource()).contains("gsm8k.jsonl#1");
  }

  @Test
  void readsProblemsInTheFormOfMath500WithReferenceAndLevel() throws IOException {
    List<Prompt> prompts = read(Repository.fixture("math.jsonl"));

    assertThat(prompts).hasSize(10);
    assertThat(prompts.get(1).getReference()).contains("\\frac{3}{8}");
    assertThat(prompts).allSatisfy(prompt -> assertThat(prompt.getMetadata()).containsKey("level"));
  }

  @Test
  void everyTestProblemOfGsm8kIsAPromptWithANumberForReference() throws IOException {
    List<Prompt> prompts = read(Repository.shared("data/gsm8k/test.jsonl"));

    assertThat(prompts).hasSize(1_319);
    assertThat(prompts).extracting(Prompt::getId).doesNotHaveDuplicates();
    assertThat(prompts)
        .allSatisfy(prompt -> assertThat(prompt.getReference().orElse("")).matches("-?[\\d,.]+"));
    assertThat(prompts.getFirst().getReference()).contains("18");
    assertThat(prompts.getFirst().getSource()).contains("test.jsonl#1");
  }

  @Test
  void everyProblemOfMath500IsAPromptWithAReferenceAndItsLevel() throws IOException {
    List<Prompt> prompts = read(Repository.shared("data/math/math500.jsonl"));

    assertThat(prompts).hasSize(500);
    assertThat(prompts).extracting(Prompt::getId).doesNotHaveDuplicates();
    assertThat(prompts)
        .allSatisfy(prompt -> assertThat(prompt.getReference().orElse("")).isNotBlank());
    assertThat(prompts).allSatisfy(prompt -> assertThat(prompt.getMetadata()).containsKey("level"));
  }

  private static List<Prompt> read(Path path) throws IOException {
    PromptReader reader = new PromptReader("test", Optional.empty());
    List<Prompt> prompts = new ArrayList<>();
    try (LineReader lines = new LineReader(Files.newInputStream(path))) {
      for (Optional<SourceLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        SourceLine.Text text = (SourceLine.Text) line.get();
        prompts.add(
            reader.read(text.text(), path.getFileName() + "#" + text.number(), Instant.EPOCH));
      }
    }
    return prompts;
  }
}
