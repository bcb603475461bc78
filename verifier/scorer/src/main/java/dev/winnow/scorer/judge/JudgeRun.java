package dev.winnow.scorer.judge;

import dev.winnow.runtime.http.ClientClosedException;
import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.ScoreReading.Unusable;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges one candidate: every vote asks once, or twice for both orders of a comparison; a reply
 * that cannot be read is asked for once more.
 */
final class JudgeRun {
  private static final int ASKED = 2;

  private final ServerClient client;
  private final String model;
  private final JudgeOptions options;
  private final JudgePlan plan;
  private final ScoringRequest request;
  private final JudgeTally tally;
  private int asked;

  JudgeRun(ServerClient client, String model, JudgeOptions options, ScoringRequest request) {
    this.client = client;
    this.model = model;
    this.options = options;
    this.plan = options.plan();
    this.request = request;
    this.tally = new JudgeTally(plan.names());
  }

  /** Returns the candidate's scores, or why there are none. */
  ScoringResult run() throws ClientClosedException, InterruptedException {
    for (int vote = 0; vote < options.votes(); vote++) {
      Optional<Failed> failure = plan.isPairwise() ? compare() : rate();
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    String scorer = request.getScorer().getName();
    Map<String, String> scores = new HashMap<>();
    plan.names()
        .forEach(
            name -> scores.put(name, options.criteria().isEmpty() ? scorer : scorer + '_' + name));
    return tally.result(options.combine(), scores);
  }

  private Optional<Failed> rate() throws ClientClosedException, InterruptedException {
    Outcome outcome = ask(JudgeQuestion.alone(plan, request));
    outcome.readings().ifPresent(tally::add);
    return outcome.failure();
  }

  private Optional<Failed> compare() throws ClientClosedException, InterruptedException {
    String response = request.getResponse();
    String reference = request.getPrompt().getReference().orElseThrow();
    Outcome forward = ask(JudgeQuestion.pair(plan, request.getPrompt(), response, reference));
    if (forward.failure().isPresent()) {
      return forward.failure();
    }
    Outcome backward = ask(JudgeQuestion.pair(plan, request.getPrompt(), reference, response));
    if (backward.failure().isPresent()) {
      return backward.failure();
    }
    Map<String, ScoreReading> combined = new HashMap<>();
    for (String name : plan.names()) {
      combined.put(name, Pairwise.combine(forward.of(name), backward.of(name)));
    }
    tally.add(combined);
    return Optional.empty();
  }

  /** The readings of a reply, or why the candidate has failed for good. */
  private record Outcome(Optional<Map<String, ScoreReading>> readings, Optional<Failed> failure) {
    ScoreReading of(String name) {
      return readings
          .map(all -> all.getOrDefault(name, new Unusable("no rating")))
          .orElse(new Unusable("no rating"));
    }
  }

  private Outcome ask(String question) throws ClientClosedException, InterruptedException {
    Map<String, ScoreReading> last = Map.of();
    for (int attempt = 0; attempt < ASKED; attempt++) {
      Reply reply = client.ask(call(question), false);
      switch (reply) {
        case JudgeAnswer answer -> {
          last = read(answer, question);
          if (last.values().stream().noneMatch(Unusable.class::isInstance)) {
            return new Outcome(Optional.of(last), Optional.empty());
          }
        }
        case Malformed malformed -> {
          tally.keepUnreadable(malformed.reason());
          last = unreadable(malformed.reason());
        }
        case Refused refused -> {
          return new Outcome(
              Optional.empty(), Optional.of(tally.failed(code(refused), refused.reason())));
        }
        default -> throw new IllegalStateException("no reply to a request: " + reply);
      }
    }
    return new Outcome(Optional.of(last), Optional.empty());
  }

  private Map<String, ScoreReading> read(JudgeAnswer answer, String question) {
    long input = answer.inputTokens();
    tally.spend(
        input >= 0 ? input : GeneratedText.estimatedTokens(question), answer.outputTokens());
    // A rating token is read by its probabilities, which stand whatever was to follow.
    Map<String, ScoreReading> readings =
        answer.isCut() && options.read() != JudgeRead.RATING_TOKENS
            ? unreadable("the reply was cut off; raise max_tokens")
            : plan.parser().read(answer.reply());
    if (readings.values().stream().anyMatch(Unusable.class::isInstance)) {
      tally.keepUnreadable(answer.reply().text());
    }
    return readings;
  }

  private Map<String, ScoreReading> unreadable(String reason) {
    Map<String, ScoreReading> readings = new HashMap<>();
    plan.names().forEach(name -> readings.put(name, new Unusable(reason)));
    return readings;
  }

  /** Every question has a seed of its own, so that an equal question may get another reply. */
  private JudgeCall call(String question) {
    long seed =
        CandidateSeed.of(request.getPrompt().getId(), request.getIndex(), asked++)
            & Integer.MAX_VALUE;
    List<String> names = plan.names();
    return new JudgeCall(
        request.getId(),
        request.getPrompt().getId(),
        model,
        question,
        options,
        names,
        (int) seed,
        client.secrets());
  }

  private static String code(Refused refused) {
    return switch (refused.code()) {
      case FailureCodes.CONTEXT_LENGTH -> ScoringResult.TOO_LONG;
      case FailureCodes.SERVER_ERROR -> ScoringResult.NO_ANSWER;
      default -> ScoringResult.REFUSED;
    };
  }
}
