package dev.winnow.worker.engine.replay;

import static dev.winnow.worker.engine.TestRequests.asking;
import static dev.winnow.worker.engine.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.TransientSamplingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayEngineTest {
  @TempDir Path directory;

  @Test
  void aCandidateGetsTheResponseOfItsIndex() throws Exception {
    Path file = file("{'prompt_id': 'p', 'responses': ['zero', 'one', 'two']}");

    assertThat(play(file, request("p", 1, 2))).containsExactly("1:one", "2:two");
  }

  @Test
  void linesOfOnePromptFollowEachOther() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'p', 'response': 'zero'}",
            "{'prompt_id': 'other', 'response': 'else'}",
            "",
            "{'prompt_id': 'p', 'responses': ['one', 'two']}",
            "{'prompt_id': 'p', 'response': 'three'}");

    assertThat(play(file, request("p", 0, 4)))
        .containsExactly("0:zero", "1:one", "2:two", "3:three");
  }

  @Test
  void aPromptMayBeSpreadOverFiles() throws Exception {
    Path first = file("{'prompt_id': 'p', 'response': 'zero'}");
    Path second = file("{'prompt_id': 'p', 'response': 'one'}");

    assertThat(play(List.of(first, second), Exhausted.FAIL, request("p", 0, 2)))
        .containsExactly("0:zero", "1:one");
  }

  @Test
  void aLineMayNameTheIndexOfItsResponse() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'p', 'index': 2, 'response': 'two'}",
            "{'prompt_id': 'p', 'index': 0, 'response': 'zero'}",
            "{'prompt_id': 'p', 'response': 'one'}");

    assertThat(play(file, request("p", 0, 3))).containsExactly("0:zero", "1:one", "2:two");
  }

  @Test
  void ofTwoResponsesWithOneIndexTheFirstCounts() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'p', 'index': 0, 'response': 'first'}",
            "{'prompt_id': 'p', 'index': 0, 'response': 'second'}");

    assertThat(play(file, request("p", 0, 1))).containsExactly("0:first");
  }

  @Test
  void aPromptIsFoundByItsTextToo() throws Exception {
    Path file = file("{'prompt': '  What is 2 + 2?', 'response': 'four'}");

    assertThat(play(file, asking("any", "What is 2 + 2?\n", 0, 1))).containsExactly("0:four");
  }

  @Test
  void theIdGoesBeforeTheText() throws Exception {
    Path file =
        file(
            "{'prompt': 'What is 1 + 2?', 'response': 'by text'}",
            "{'prompt_id': 'p', 'response': 'by id'}");

    assertThat(play(file, request("p", 0, 1))).containsExactly("0:by id");
  }

  @Test
  void beyondTheRecordingCandidatesFailWithTheirIndices() throws Exception {
    Path file = file("{'prompt_id': 'p', 'responses': ['zero', 'one']}");
    List<Completion> completions = new ArrayList<>();

    try (ReplayEngine engine = new ReplayEngine(ReplayConfig.of(List.of(file)))) {
      assertThatThrownBy(() -> engine.sample(request("p", 1, 3), completions::add))
          .isInstanceOf(PermanentSamplingException.class)
          .hasMessage(
              "the recording of prompt 'p' ends before index 2 and has no response for index 2, 3");
    }
    assertThat(completions).extracting(Completion::index).containsExactly(1);
  }

  @Test
  void beyondTheRecordingItBeginsAgainWhenToldTo() throws Exception {
    Path file = file("{'prompt_id': 'p', 'responses': ['even', 'odd']}");

    assertThat(play(List.of(file), Exhausted.REPEAT, request("p", 3, 3)))
        .containsExactly("3:odd", "4:even", "5:odd");
  }

  @Test
  void theFinishReasonIsKept() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'p', 'response': 'cut', 'finish_reason': 'length'}",
            "{'prompt_id': 'p', 'response': 'whole', 'finish_reason': 'stop'}",
            "{'prompt_id': 'p', 'response': 'whole'}");
    List<Completion> completions = new ArrayList<>();

    try (ReplayEngine engine = new ReplayEngine(ReplayConfig.of(List.of(file)))) {
      engine.sample(request("p", 0, 3), completions::add);
    }

    assertThat(completions)
        .extracting(Completion::finishReason)
        .containsExactly(FinishReason.LENGTH, FinishReason.STOP, FinishReason.STOP);
  }

  @Test
  void textBeyondAsciiIsReadWhole() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'ä', 'response': 'Größe: ½ €, 数学 🧮'}",
            "{'prompt_id': 'p', 'response': 'after it'}");

    assertThat(play(file, request("ä", 0, 1))).containsExactly("0:Größe: ½ €, 数学 🧮");
    assertThat(play(file, request("p", 0, 1))).containsExactly("0:after it");
  }

  @Test
  void aLineWithoutItsEndStillCounts() throws Exception {
    Path file = directory.resolve("cut.jsonl");
    Files.writeString(file, "\r\n{\"prompt_id\": \"p\", \"response\": \"last\"}");

    assertThat(play(file, request("p", 0, 1))).containsExactly("0:last");
  }

  @Test
  void oddLinesAreNotPlayedAndStopNothing() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'p', 'response': 'first'}",
            "{'prompt_id': 'p', 'response': 5}",
            "{'prompt_id': 'p', 'response': 'second'}");

    assertThat(play(file, request("p", 0, 2))).containsExactly("0:first", "1:second");
  }

  @Test
  void badLinesAreNamedWithFileAndNumber() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'p', 'response':",
            "['p']",
            "{'response': 'whose?'}",
            "{'prompt_id': 'p'}",
            "{'prompt_id': 'p', 'responses': ['a', 1]}",
            "{'prompt_id': 'p', 'responses': []}",
            "{'prompt_id': 'p', 'index': -1, 'response': 'a'}",
            "{'prompt_id': 'p', 'response': 'a', 'finish_reason': 'tired'}");

    assertThatThrownBy(() -> new ReplayEngine(ReplayConfig.of(List.of(file))))
        .isInstanceOf(ReplayFileException.class)
        .message()
        .contains(file + ":1: not JSON")
        .contains(file + ":2: want a JSON object")
        .contains(file + ":3: no prompt: want 'prompt_id', or its text as 'prompt'")
        .contains(file + ":4: no response")
        .contains(file + ":5: 'responses': number 2 is not a string")
        .contains(file + ":6: 'responses': want a list of at least one string")
        .contains(file + ":7: 'index': want a number from 0 to 99999")
        .contains(file + ":8: 'finish_reason': want stop or length");
  }

  @Test
  void aLineThatIsTooLongIsNamedAndNotKept() throws Exception {
    Path file = directory.resolve("long.jsonl");
    String line =
        "{\"prompt_id\": \"p\", \"response\": \"" + "x".repeat(RecordingFile.MAX_LINE_BYTES);
    Files.writeString(file, line + "\"}\n");

    assertThatThrownBy(() -> new ReplayEngine(ReplayConfig.of(List.of(file))))
        .isInstanceOf(ReplayFileException.class)
        .hasMessageEndingWith(file + ":1: longer than 8388608 bytes");
  }

  @Test
  void tokensAreThoseRecorded() throws Exception {
    Path file =
        file(
            "{'prompt_id': 'p', 'response': 'zero', 'tokens': 17}",
            "{'prompt_id': 'p', 'responses': ['one', 'two'], 'tokens': [5, 6]}");

    assertThat(completions(file, request("p", 0, 3)))
        .extracting(Completion::tokens, Completion::tokensEstimated)
        .containsExactly(tuple(17, false), tuple(5, false), tuple(6, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ", 'tokens': null", ", 'tokens': 0", ", 'tokens': -3", ", 'tokens': 'x'"})
  void tokensThatWereNotRecordedAreEstimatedAndSaidToBe(String tokens) throws Exception {
    Path file = file("{'prompt_id': 'p', 'response': 'twelve chars'%s}".formatted(tokens));

    assertThat(completions(file, request("p", 0, 1)))
        .singleElement()
        .matches(completion -> completion.tokens() == 5 && completion.tokensEstimated());
  }

  @Test
  void noEstimateIsHigherThanWhatWasOrdered() throws Exception {
    Path file = file("{'prompt_id': 'p', 'response': '%s'}".formatted("x".repeat(100_000)));
    SamplingRequest request = request("p", 0, 1);

    assertThat(completions(file, request))
        .singleElement()
        .matches(completion -> completion.tokens() == request.getSampling().getMaxTokens());
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = directory.resolve("nowhere.jsonl");

    assertThatThrownBy(() -> new ReplayEngine(ReplayConfig.of(List.of(file))))
        .isInstanceOf(ReplayFileException.class)
        .hasMessageContaining("nowhere.jsonl");
  }

  @Test
  void aFileThatChangedUnderTheEngineIsNoticed() throws Exception {
    Path file = file("{'prompt_id': 'p', 'response': 'old'}");

    try (ReplayEngine engine = new ReplayEngine(ReplayConfig.of(List.of(file)))) {
      Files.write(file, json("{'prompt_id': 'q', 'response': 'new'}"));

      assertThatThrownBy(() -> engine.sample(request("p", 0, 1), completion -> {}))
          .isInstanceOf(TransientSamplingException.class)
          .hasMessageContaining("has changed");
    }
  }

  @Test
  void aConfigurationWithoutFilesIsRefused() {
    assertThatThrownBy(() -> ReplayConfig.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("files: 0");
  }

  private static List<Completion> completions(Path file, SamplingRequest request) throws Exception {
    List<Completion> completions = new ArrayList<>();
    try (ReplayEngine engine = new ReplayEngine(ReplayConfig.of(List.of(file)))) {
      engine.sample(request, completions::add);
    }
    return completions;
  }

  private List<String> play(Path file, SamplingRequest request) throws Exception {
    return play(List.of(file), Exhausted.FAIL, request);
  }

  private static List<String> play(List<Path> files, Exhausted exhausted, SamplingRequest request)
      throws Exception {
    List<String> played = new ArrayList<>();
    ReplayConfig config = new ReplayConfig(files, ReplayLayout.AUTO, exhausted, "recorded");
    try (ReplayEngine engine = new ReplayEngine(config)) {
      engine.sample(
          request, completion -> played.add(completion.index() + ":" + completion.text()));
    }
    return played;
  }

  /** Writes these lines, in which single quotes stand for double ones. */
  private Path file(String... lines) throws IOException {
    Path file = Files.createTempFile(directory, "recording", ".jsonl");
    return Files.write(file, json(String.join("\n", lines) + "\n"));
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
