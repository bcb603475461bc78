package dev.winnow.worker.engine.openai.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Blocked;
import dev.winnow.runtime.http.answer.Reply.Faulty;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.runtime.http.answer.Reply.Throttled;
import dev.winnow.runtime.http.answer.Secrets;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from answers. */
final class ReplyReaderTest {
  private static final String KEY = "sk-live-0123456789abcdef";
  private static final SamplingParams SAMPLING =
      new SamplingParams(1.0, 1.0, 0, 64, List.of("\nQ:"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'content': '42'} | stop | 42 | STOP | ",
        "{'content': '42'} | length | 42 | LENGTH | ",
        "{'content': '42'} | eos_token | 42 | STOP | ",
        "{'content': '42'} | STOP | 42 | STOP | ",
        "{'content': null} | stop | `` | STOP | NO_CONTENT",
        "{} | stop | `` | STOP | NO_CONTENT",
        "{'content': ''} | stop | `` | STOP | EMPTY",
        "{'content': ' \\n '} | stop | ` \n ` | STOP | EMPTY",
        "{'content': null, 'reasoning_content': 'hm'} | stop | `` | STOP | NO_CONTENT",
        "{'content': '', 'reasoning': 'hm'} | length | `` | LENGTH | NO_CONTENT",
        "{'content': [{'type': 'text', 'text': '4'}, {'type': 'text', 'text': '2'}]} | stop | 42 |"
            + " STOP | ",
        "{'content': ['4', '2']} | stop | 42 | STOP | ",
        "{'content': {'type': 'text', 'text': '42'}} | stop | 42 | STOP | ",
        "{'content': [{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'hm'}]}, {'type':"
            + " 'text', 'text': '42'}]} | stop | 42 | STOP | ",
        "{'content': []} | stop | `` | STOP | NO_CONTENT",
        "{'content': [{'type': 'image_url', 'image_url': {'url': 'u'}}]} | stop | `` | STOP |"
            + " NO_CONTENT",
        "{'content': null, 'refusal': 'I cannot'} | stop | `` | STOP | REFUSAL",
        "{'content': [{'type': 'refusal', 'refusal': 'no'}]} | stop | `` | STOP | REFUSAL",
        "{'content': '42', 'refusal': null} | stop | 42 | STOP | ",
        "{'content': '42', 'tool_calls': []} | stop | 42 | STOP | ",
        "{'content': null, 'tool_calls': [{'id': 'c'}]} | tool_calls | `` | STOP | TOOL_CALLS",
        "{'content': 'let me see', 'tool_calls': [{'id': 'c'}]} | stop | let me see | STOP |"
            + " TOOL_CALLS",
        "{'content': null, 'function_call': {'name': 'f'}} | function_call | `` | STOP |"
            + " TOOL_CALLS",
        "{'content': 'half a resp'} | content_filter | `` | FAILED | CONTENT_FILTER",
        "{'content': 'half a resp'} | SAFETY | `` | FAILED | CONTENT_FILTER",
        "{'content': 'half a resp'} | abort | `` | FAILED | SERVER_ERROR",
        "{'content': '42'} | whatever | `` | FAILED | MALFORMED_ANSWER",
        "{'content': '42'} | null | `` | FAILED | MALFORMED_ANSWER",
        "{'content': 5} | stop | `` | FAILED | MALFORMED_ANSWER",
        "{'content': 'a\\ud800b'} | stop | `` | FAILED | INVALID_TEXT",
        "{'content': 'a\\udc00\\ud800b'} | stop | `` | FAILED | INVALID_TEXT",
        "{'content': 'a\\ud83d\\ude00b'} | stop | a\ud83d\ude00b | STOP | ",
        "{'content': '42\\nQ: next'} | stop | 42 | STOP | ",
      })
  void aChoiceIsJudgedByWhatItHolds(
      String message, String finish, String text, FinishReason reason, String code) {
    String finishReason = finish.equals("null") ? finish : "'" + finish + "'";

    Choice choice =
        single("{'message': %s, 'finish_reason': %s}".formatted(message, finishReason)).choice();

    assertThat(choice.text()).isEqualTo(text);
    assertThat(choice.finishReason()).isEqualTo(reason);
    assertThat(choice.code()).isEqualTo(Optional.ofNullable(code));
    assertThat(choice.failure().isPresent()).isEqualTo(code != null);
  }

  @Test
  void reasoningAndStopReasonAreKeptApart() {
    Choice choice =
        single(
                "{'message': {'content': '42', 'reasoning_content': 'hm'}, 'finish_reason': 'stop',"
                    + " 'stop_reason': 128009}")
            .choice();

    assertThat(choice.text()).isEqualTo("42");
    assertThat(choice.reasoning()).contains("hm");
    assertThat(choice.stopReason()).contains("128009");
  }

  @Test
  void theTextOfALegacyCompletionIsItsContent() {
    assertThat(single("{'text': '42', 'finish_reason': 'stop'}").choice().text()).isEqualTo("42");
  }

  @Test
  void aPrefixThatTheServerRepeatsIsTakenOffOnce() {
    String answer = completion("{'message': {'content': 'So so 42'}, 'finish_reason': 'stop'}");

    Reply reply = read(200, "", answer, new Ordered(SAMPLING, "So ", 1));

    assertThat(((Completions) reply).choices().getFirst().choice().text()).isEqualTo("so 42");
  }

  @Test
  void oneBadChoiceDoesNotAffectTheOthers() throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(json("{'choices': [{'message': {'content': 'a'}, 'finish_reason': 'stop'}, "));
    body.write(json("{'message': {'content': 'b"));
    body.write(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
    body.write(json("'}, 'finish_reason': 'stop'}, null, {'error': {'message': 'died'}},"));
    body.write(json("{'message': {'content': 'e'}, 'finish_reason': 'stop'}]}"));

    Reply reply =
        new ReplyReader(Secrets.NONE)
            .read(
                new HttpAnswer(200, "", Optional.empty(), body.toByteArray(), false),
                new Ordered(SAMPLING, "", 5));

    assertThat(((Completions) reply).choices())
        .extracting(counted -> counted.choice().code().orElse(counted.choice().text()))
        .containsExactly("a", "INVALID_TEXT", "MALFORMED_ANSWER", "SERVER_ERROR", "e");
  }

  @Test
  void aChoiceThatComesTwiceIsOne() {
    String choice = "{'index': 0, 'message': {'content': '42'}, 'finish_reason': 'stop'}";
    String other = choice.replace("42", "43");

    assertThat(answered("{'choices': [%s, %s, %s]}".formatted(choice, choice, other), 8))
        .extracting(counted -> counted.choice().text())
        .containsExactly("42", "43");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {'choices': [{'index': 0, 'delta': {'role': 'assistant', 'content': '4'}}]}\n\n"
            + "data: {'choices': [{'index': 0, 'delta': {'content': '2'}, 'finish_reason':"
            + " 'stop'}]}\n\n"
            + "data: {'choices': [], 'usage': {'completion_tokens': 2}}\n\n"
            + "data: [DONE]\n\n",
        ": ping\r\n\r\n"
            + "event: message\r\n"
            + "data:{'choices': [{'text': '42', 'finish_reason': 'stop'}], 'usage':"
            + " {'completion_tokens': 2}}\r\n\r\n",
      })
  void eventsAreAssembled(String stream) {
    Reply reply = read(200, "text/plain", stream, new Ordered(SAMPLING, "", 1));

    Counted counted = ((Completions) reply).choices().getFirst();
    assertThat(counted.choice().text()).isEqualTo("42");
    assertThat(counted.choice().code()).isEmpty();
    assertThat(counted.tokens()).isEqualTo(2);
    assertThat(counted.isEstimated()).isFalse();
  }

  @Test
  void aStreamThatBreaksOffIsNoWholeAnswer() {
    String stream = "data: {'choices': [{'index': 0, 'delta': {'content': '4'}}]}\n\n";

    Reply reply = read(200, "text/event-stream", stream, new Ordered(SAMPLING, "", 1));

    assertThat(((Completions) reply).choices().getFirst().choice().code())
        .contains("MALFORMED_ANSWER");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'completion_tokens': 9} | 9 | false",
        "{'prompt_tokens': 5, 'completion_tokens': 2, 'total_tokens': 30} | 25 | false",
        "{'completion_tokens': 2, 'completion_tokens_details': {'reasoning_tokens': 20}} | 20 |"
            + " false",
        "{'completion_tokens': 9223372036854775807} | 64 | true",
        "{'completion_tokens': 0} | 8 | true",
        "{'completion_tokens': -5} | 8 | true",
        "{'completion_tokens': 'many'} | 8 | true",
        "{'completion_tokens': 1e300} | 8 | true",
        "{'prompt_tokens': 5} | 8 | true",
        "{} | 8 | true",
        "null | 8 | true",
        "7 | 8 | true",
      })
  void tokensAreAsTheServerCountsThemOrEstimatedNeverZero(
      String usage, int tokens, boolean isEstimated) {
    String choice = "{'message': {'content': 'twenty characters ok'}, 'finish_reason': 'stop'}";

    Counted counted =
        answered("{'choices': [%s], 'usage': %s}".formatted(choice, usage), 1).getFirst();

    assertThat(counted.tokens()).isEqualTo(tokens);
    assertThat(counted.isEstimated()).isEqualTo(isEstimated);
  }

  @Test
  void contentThatIsNullCostsWhatTheServerCounts() {
    Counted counted =
        answered(
                "{'choices': [{'message': {'content': null}, 'finish_reason': 'stop'}], 'usage':"
                    + " {'completion_tokens': 50}}",
                1)
            .getFirst();

    assertThat(counted.tokens()).isEqualTo(50);
  }

  @Test
  void tokensOfAllChoicesAreSharedOutToTheLast() {
    List<Counted> counted = answered(several(7, 100), 7);

    assertThat(counted.stream().mapToInt(Counted::tokens).sum()).isEqualTo(100);
    assertThat(counted).noneMatch(Counted::isEstimated);
  }

  @Test
  void aCountOfOneChoiceOfSeveralIsNotBelieved() {
    List<Counted> counted = answered(several(8, 7), 8);

    assertThat(counted).allMatch(one -> one.isEstimated() && one.tokens() >= 7);
  }

  @Test
  void choicesThatTheServerKeptBackAreChargedAsItCountsThem() {
    String body =
        "{'choices': [{'message': {'content': 'short'}, 'finish_reason': 'stop'}], 'usage':"
            + " {'completion_tokens': 100}}";

    Counted counted = answered(body, 4).getFirst();

    assertThat(counted.tokens()).isEqualTo(100);
    assertThat(counted.isEstimated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'prompt_tokens': 5, 'completion_tokens': 14} | 14",
        "{'completion_tokens': 0} | 0",
        "{'completion_tokens': 128} | 128",
      })
  void anAnswerWithoutChoicesCostsWhatTheServerCounts(String usage, long tokens) {
    Malformed malformed = withoutChoices(usage);

    assertThat(malformed.tokens()).isEqualTo(tokens);
    assertThat(malformed.isEstimated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'completion_tokens': 129}", "{'completion_tokens': -1}", "{}", "null", "7"})
  void anAnswerWithoutChoicesAndWithoutACountIsEstimatedWithinWhatWasOrdered(String usage) {
    Malformed malformed = withoutChoices(usage);

    assertThat(malformed.tokens()).isBetween(1L, 128L);
    assertThat(malformed.isEstimated()).isTrue();
  }

  @Test
  void choicesBeyondThoseOrderedAreChargedToTheOthers() {
    List<Counted> counted = answered(several(9, 63), 2);

    assertThat(counted).hasSize(2);
    assertThat(counted.stream().mapToInt(Counted::tokens).sum()).isEqualTo(63);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{'choices': []}", "{'choices': {}}", "5", "}{"})
  void whatIsNoCompletionIsChargedAndMayPass(String body) {
    Reply reply = read(200, "", body, new Ordered(SAMPLING, "", 1));

    assertThat(reply)
        .isInstanceOfSatisfying(Malformed.class, m -> assertThat(m.mayPass()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void anEmptyBodyMayConcernEveryRequest(String body) {
    assertThat(read(200, "", body, new Ordered(SAMPLING, "", 1)))
        .isInstanceOfSatisfying(
            Faulty.class, fault -> assertThat(fault.code()).isEqualTo("EMPTY_ANSWER"));
  }

  @Test
  void anErrorWithStatus200IsWhatItSays() {
    assertThat(read("{'error': {'code': 429, 'message': 'later'}}")).isInstanceOf(Throttled.class);
    assertThat(read("{'error': {'message': 'engine died'}}"))
        .isInstanceOfSatisfying(
            Faulty.class, fault -> assertThat(fault.reason()).contains("engine died"));
    assertThat(read("{'error': {'type': 'invalid_request_error', 'message': 'bad'}}"))
        .isInstanceOf(Refused.class);
    assertThat(read("{'error': 'Incorrect API key provided'}")).isInstanceOf(Blocked.class);
    assertThat(read("{'object': 'error', 'code': 400, 'message': 'maximum context length'}"))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("CONTEXT_LENGTH"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message': {'content': 'KEY'}, 'finish_reason': 'stop'}",
        "{'message': {'content': 'a', 'reasoning': 'KEY'}, 'finish_reason': 'stop'}",
        "{'message': {'refusal': 'KEY'}, 'finish_reason': 'stop'}",
        "{'message': {'content': 'a'}, 'finish_reason': 'KEY'}",
        "{'message': {'content': 'a'}, 'finish_reason': 'stop', 'stop_reason': 'KEY'}",
        "{'error': {'message': 'KEY'}}",
        "{'message': {'content': '\\u0073k-live-0123456789abcdef'}, 'finish_reason': 'stop'}",
        "{'message': {'content': 'see 0123456789abcdef'}, 'finish_reason': 'stop'}",
        "{'message': {'content': 'sk-live-0123'}, 'finish_reason': 'stop'}",
      })
  void theKeyStaysInNoPartOfAChoice(String choice) {
    String body = completion(choice.replace("KEY", KEY));

    Reply reply =
        new ReplyReader(Secrets.of(Optional.of(KEY)))
            .read(answer(200, "", body), new Ordered(SAMPLING, "", 1));

    assertThat(reply.toString()).contains("(the key)").doesNotContain("0123", "sk-live");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 429, 500})
  void theKeyStaysInNoError(int status) {
    String body = "{'error': {'message': 'wrong key %s', 'code': '%s'}}".formatted(KEY, KEY);

    Reply reply =
        new ReplyReader(Secrets.of(Optional.of(KEY)))
            .read(answer(status, "", body), new Ordered(SAMPLING, "", 1));

    assertThat(reply.toString()).contains("wrong key (the key)").doesNotContain("0123");
  }

  /** The answer to a request for two candidates of 64 tokens. */
  private static Malformed withoutChoices(String usage) {
    String body = "{'choices': [], 'usage': %s}".formatted(usage);
    return (Malformed) read(200, "", body, new Ordered(SAMPLING, "", 2));
  }

  private static String several(int choices, int tokens) {
    String list =
        String.join(
            ",",
            IntStream.range(0, choices)
                .mapToObj(
                    i ->
                        "{'index': %d, 'message': {'content': 'the answer to it is %d'}, 'finish_reason': 'stop'}"
                            .formatted(i, i))
                .toList());
    return "{'choices': [%s], 'usage': {'completion_tokens': %d}}".formatted(list, tokens);
  }

  private static Counted single(String choice) {
    return answered(completion(choice), 1).getFirst();
  }

  private static String completion(String choice) {
    return "{'choices': [%s]}".formatted(choice);
  }

  private static List<Counted> answered(String body, int asked) {
    Reply reply = read(200, "application/json", body, new Ordered(SAMPLING, "", asked));
    assertThat(reply).isInstanceOf(Completions.class);
    return ((Completions) reply).choices();
  }

  private static Reply read(String body) {
    return read(200, "application/json", body, new Ordered(SAMPLING, "", 1));
  }

  private static Reply read(int status, String type, String body, Ordered ordered) {
    return new ReplyReader(Secrets.NONE).read(answer(status, type, body), ordered);
  }

  private static HttpAnswer answer(int status, String type, String body) {
    return new HttpAnswer(status, type, Optional.empty(), json(body), false);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
