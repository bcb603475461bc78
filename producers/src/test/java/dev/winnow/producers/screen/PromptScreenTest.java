package dev.winnow.producers.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.screen.PromptScreen.Action;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RefusalKind;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.similar.WordShingles.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptScreenTest {
  private static final String QUESTION =
      "A baker sells 12 loaves in the morning and twice as many in the afternoon; how many loaves"
          + " does she sell on that day in all?";
  private static final String OTHER_NUMBERS = QUESTION.replace("12", "35");

  @TempDir private Path directory;

  @Test
  void refusesAPromptThatContainsABenchmarkTextWithOtherNumbers() throws IOException {
    PromptScreen screen = benchmark(BenchmarkRule.DEFAULT, Action.REFUSE);

    assertThatThrownBy(
            () -> read(screen, "p", "Think first. " + OTHER_NUMBERS + " Answer shortly."))
        .isInstanceOfSatisfying(
            RefusedLineException.class,
            e -> assertThat(e.kind()).isEqualTo(RefusalKind.IN_BENCHMARK))
        .hasMessage("shares words with the benchmark text test.jsonl#1 (100 % of it)");
  }

  @Test
  void takesATextWithOtherNumbersAsAnotherWhereNumbersMatter() throws IOException {
    PromptScreen screen = benchmark(new BenchmarkRule(23, 0, Numbers.EXACT), Action.REFUSE);

    assertThat(read(screen, "p", OTHER_NUMBERS).getId()).isEqualTo("p");
    assertThatThrownBy(() -> read(screen, "p", QUESTION)).isInstanceOf(RefusedLineException.class);
  }

  @Test
  void wantsMoreThanOneRunWhereAShareIsAsked() throws IOException {
    String half = "A baker sells 12 loaves in the morning and eats the rest.";

    assertThat(
            read(benchmark(new BenchmarkRule(8, 0.5, Numbers.ALIKE), Action.REFUSE), "p", half)
                .getId())
        .isEqualTo("p");
    assertThatThrownBy(
            () ->
                read(benchmark(new BenchmarkRule(8, 0.3, Numbers.ALIKE), Action.REFUSE), "p", half))
        .isInstanceOf(RefusedLineException.class);
  }

  @Test
  void findsAShortBenchmarkTextWhereItIsTheWholePrompt() throws IOException {
    Path file = directory.resolve("short.jsonl");
    Files.writeString(file, "{\"question\": \"What is 1 + 2?\"}\n");
    PromptScreen screen =
        new PromptScreen(
            Optional.of(BenchmarkFiles.read(List.of(file), BenchmarkRule.DEFAULT)),
            Optional.empty(),
            Action.REFUSE);

    assertThatThrownBy(() -> read(screen, "p", "What is 7 + 9?"))
        .isInstanceOf(RefusedLineException.class);
    assertThat(read(screen, "p", "Now, what is 7 + 9?").getId()).isEqualTo("p");
  }

  @Test
  void marksInsteadOfRefusingIfAsked() throws IOException {
    PromptScreen screen = benchmark(BenchmarkRule.DEFAULT, Action.MARK);

    Prompt marked = read(screen, "p", QUESTION);

    assertThat(marked.getMetadata()).containsEntry("benchmark_overlap", "test.jsonl#1");
  }

  @Test
  void refusesAPromptThatIsNearlyTheSameAsAnEarlierOneButNotItself() {
    PromptScreen screen = duplicates(0.7);
    assertThat(read(screen, "first", QUESTION).getId()).isEqualTo("first");
    assertThat(read(screen, "first", QUESTION).getId()).isEqualTo("first");

    assertThatThrownBy(() -> read(screen, "second", QUESTION + " Please."))
        .isInstanceOfSatisfying(
            RefusedLineException.class,
            e -> assertThat(e.kind()).isEqualTo(RefusalKind.NEAR_DUPLICATE))
        .hasMessage("is nearly the same as prompt 'first'");
    assertThat(read(screen, "third", "Something else entirely is asked here today.").getId())
        .isEqualTo("third");
  }

  @Test
  void forgetsTheOldestWhereThereAreTooMany() {
    NearDuplicates known = new NearDuplicates(0.9, 2);
    known.findOrAdd("a", "one text of several words");
    known.findOrAdd("b", "another text with different words");
    known.findOrAdd("c", "a third one which differs as well");

    assertThat(known.findOrAdd("d", "another text with different words")).contains("b");
    assertThat(known.findOrAdd("e", "one text of several words")).isEmpty();
  }

  @Test
  void saysWhichBenchmarkHasNoText() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.jsonl"), "{\"n\": 1}\n");

    assertThatThrownBy(() -> BenchmarkFiles.read(List.of(empty), BenchmarkRule.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty.jsonl' has no text to compare with");
  }

  private PromptScreen benchmark(BenchmarkRule rule, Action action) throws IOException {
    Path file = directory.resolve("test.jsonl");
    Files.writeString(
        file, "{\"question\": \"%s\", \"answer\": \"36 #### 36\"}\n".formatted(QUESTION));
    return new PromptScreen(
        Optional.of(BenchmarkFiles.read(List.of(file), rule)), Optional.empty(), action);
  }

  private static PromptScreen duplicates(double similarity) {
    return new PromptScreen(
        Optional.empty(), Optional.of(new NearDuplicates(similarity, 100)), Action.REFUSE);
  }

  private static Prompt read(PromptScreen screen, String id, String text) {
    return new PromptReader("r", Optional.empty())
        .screenedBy(screen)
        .read(
            "{\"id\": \"%s\", \"prompt\": \"%s\", \"reference\": \"1\"}".formatted(id, text),
            "test",
            Instant.EPOCH);
  }
}
