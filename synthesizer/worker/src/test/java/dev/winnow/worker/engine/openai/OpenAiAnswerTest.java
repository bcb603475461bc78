package dev.winnow.worker.engine.openai;

import static dev.winnow.runtime.testing.Answers.saying;
import static dev.winnow.runtime.testing.Behaviours.atMost;
import static dev.winnow.runtime.testing.Behaviours.giving;
import static dev.winnow.runtime.testing.Behaviours.status;
import static dev.winnow.worker.engine.TestRequests.request;
import static dev.winnow.worker.engine.TestRequests.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.worker.engine.Completion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers. */
final class OpenAiAnswerTest extends OpenAiHarness {
  @Test
  void severalCandidatesComeFromOneRequest() throws Exception {
    List<Completion> completions = sample(engine(8), request("p", 10, 6));

    assertThat(server.seen()).hasSize(1);
    assertThat(completions).extracting(Completion::index).containsExactly(10, 11, 12, 13, 14, 15);
    assertThat(completions).extracting(Completion::text).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void aServerThatGivesFewerChoicesIsAskedUntilAllAreThere(int given) throws Exception {
    server.always(atMost(given));

    List<Completion> completions = sample(engine(8), request("p", 0, 20));

    assertThat(completions)
        .extracting(Completion::index)
        .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void whatAServerGivesByRequestIsLearned() throws Exception {
    OpenAiEngine engine = engine(8);
    server.always(atMost(2));
    sample(engine, request("p", 0, 8));
    int before = server.seen().size();

    sample(engine, request("q", 0, 8));

    assertThat(server.seen().subList(before, server.seen().size()))
        .hasSize(4)
        .allMatch(seen -> seen.body().path("n").intValue() == 2);
  }

  @Test
  void aServerThatRefusesSeveralIsAskedForOne() throws Exception {
    server.always(
        (request, body) -> {
          if (body.path("n").asInt(1) > 1) {
            status(422, "{\"error\": \"n must be 1\"}").answer(request, body);
          } else {
            Behaviours.sane(request, body);
          }
        });

    assertThat(sample(engine(4), request("p", 0, 6))).hasSize(6);
  }

  @Test
  void moreChoicesThanAskedForAreIgnored() throws Exception {
    server.always(giving(9));

    assertThat(sample(engine(2), request("p", 0, 4))).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "eos_token, STOP",
    "stop_sequence, STOP",
    "length, LENGTH",
  })
  void finishReasonsAreMapped(String theirs, FinishReason ours) throws Exception {
    server.then(saying("text", theirs));

    assertThat(sample(engine(1), request("p", 0, 1)))
        .containsExactly(new Completion(0, "text", ours, 7));
  }

  @Test
  void aStopStringLeftInTheTextIsTakenOff() throws Exception {
    server.then(saying("the answer\nQ: next", "stop"));
    SamplingParams sampling = new SamplingParams(1.0, 1.0, 0, 8, List.of("\nQ:"));

    assertThat(sample(engine(1), with(request("p", 0, 1), sampling)))
        .extracting(Completion::text)
        .containsExactly("the answer");
  }

  @Test
  void answersWithoutChoicesAreChargedWithWhatTheServerCounted() throws Exception {
    server.always(status(200, "{\"choices\": [], \"usage\": {\"completion_tokens\": 14}}"));

    List<Completion> completions = sample(engine(4), request("p", 0, 4));

    assertThat(completions).hasSize(4).noneMatch(Completion::tokensEstimated);
    assertThat(completions.stream().mapToInt(Completion::tokens).sum())
        .isEqualTo(14 * server.seen().size());
  }

  @Test
  void answersWithoutChoicesAndWithoutACountCostNoMoreThanWasOrdered() throws Exception {
    server.always(status(200, "{\"choices\": [], \"note\": \"%s\"}".formatted("x".repeat(9_000))));

    assertThat(sample(engine(4), request("p", 0, 4)))
        .hasSize(4)
        .allMatch(c -> c.tokensEstimated() && c.tokens() > 0 && c.tokens() <= 64);
  }

  @Test
  void tokensOfSeveralChoicesAreSharedOut() throws Exception {
    List<Completion> completions = sample(engine(4), request("p", 0, 4));

    assertThat(completions).extracting(Completion::tokens).containsExactly(7, 7, 7, 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-5", "\"many\"", "null", "1e300"})
  void aTokenCountThatCannotBeIsNotBelieved(String count) throws Exception {
    server.then(
        status(
            200,
            """
            {"choices": [{"message": {"content": "x"}, "finish_reason": "stop"}],
             "usage": {"completion_tokens": %s}}
            """
                .formatted(count)));

    assertThat(sample(engine(1), request("p", 0, 1)))
        .allMatch(completion -> completion.tokens() >= 0 && completion.tokens() <= 64);
  }
}
