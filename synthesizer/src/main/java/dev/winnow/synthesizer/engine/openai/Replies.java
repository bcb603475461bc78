package dev.winnow.synthesizer.engine.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Sampling;
import dev.winnow.synthesizer.engine.openai.Reply.Answered;
import dev.winnow.synthesizer.engine.openai.Reply.Fault;
import dev.winnow.synthesizer.engine.openai.Reply.Misconfigured;
import dev.winnow.synthesizer.engine.openai.Reply.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what an answer means.
 *
 * <ul>
 *   <li>200 with choices is an answer; without any, or not readable, a fault: servers that are
 *       stopped in the middle, and proxies, give such.
 *   <li>408, 425, 429 and 5xx are faults.
 *   <li>400, 413 and 422 are about this request, say a prompt longer than the context: refused.
 *   <li>Everything else (a wrong key, model or path, a redirect) would meet every trial alike. The
 *       trials are given back rather than failed, so that a slip of the operator burns none.
 * </ul>
 */
final class Replies {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Replies() {}

  static Reply of(HttpAnswer answer, Sampling sampling, int asked, Instant now) {
    return switch (answer.status()) {
      case 200 -> read(answer, sampling, asked);
      case 408, 425, 429 -> fault(answer, now);
      case 400, 413, 422 -> new Refused(said(answer));
      default ->
          answer.status() >= 500
              ? fault(answer, now)
              : new Misconfigured(
                  said(answer) + "; check base URL, model and API key of this worker");
    };
  }

  private static Reply read(HttpAnswer answer, Sampling sampling, int asked) {
    if (answer.cut()) {
      return new Refused("the answer is larger than this worker reads; lower max_tokens");
    }
    try {
      List<Choice> choices = ChatAnswer.choices(MAPPER.readTree(answer.body()), sampling, asked);
      return choices.isEmpty() ? passing("the answer has no choices") : new Answered(choices);
    } catch (JsonProcessingException e) {
      return passing("the answer is not JSON: " + ServerText.line(e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      return passing(String.valueOf(e.getMessage()));
    }
  }

  private static Fault passing(String reason) {
    return new Fault(reason, Optional.empty());
  }

  private static Fault fault(HttpAnswer answer, Instant now) {
    return new Fault(
        said(answer), answer.retryAfter().flatMap(value -> RetryAfter.parse(value, now)));
  }

  private static String said(HttpAnswer answer) {
    return "the server says %d: %s".formatted(answer.status(), ServerText.message(answer.body()));
  }
}
