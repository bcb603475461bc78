package dev.winnow.ops.bench;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.Conversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Word problems with several responses of different lengths to each, the same ones each time. */
final class RewardTexts {
  static final String SCORE = "rm";

  private static final Scorer SCORER =
      new Scorer(SCORE, "reward", "rm", true, Map.of("value", "raw"), List.of(SCORE));

  private RewardTexts() {}

  /** Returns the requests for their rewards, those of one prompt together. */
  static List<ScoringRequest> of(int prompts, int candidates) {
    ProblemGenerator problems = new ProblemGenerator(Split.HELD_OUT, 1);
    List<ScoringRequest> requests = new ArrayList<>();
    for (int i = 0; i < prompts; i++) {
      Problem problem = problems.next(Family.values()[i % Family.values().length]);
      Prompt prompt = prompt("bench-" + i, problem.question());
      for (int index = 0; index < candidates; index++) {
        requests.add(request(prompt, index, response(problem, index)));
      }
    }
    return requests;
  }

  /** Returns the chats of requests, as an engine sees them. */
  static List<Conversation> chats(List<ScoringRequest> requests) {
    return requests.stream().map(RewardTexts::chat).toList();
  }

  private static Conversation chat(ScoringRequest request) {
    Message question = request.getPrompt().getMessages().getFirst();
    return Conversation.of(question.getContent(), request.getResponse());
  }

  /**
   * Returns the worked solution, of which some candidates leave out lines, with an answer of their
   * own.
   */
  private static String response(Problem problem, int index) {
    List<String> lines = problem.solution().lines().toList();
    int kept = Math.max(1, lines.size() - index % lines.size());
    String steps = String.join("\n", lines.subList(0, kept));
    return steps + "\n#### " + (problem.answer() + index);
  }

  private static Prompt prompt(String id, String question) {
    return Prompt.newBuilder()
        .setId(id)
        .setRecipe("bench")
        .setMessages(List.of(RecordFactory.message("user", question)))
        .setPublishedAt(Instant.EPOCH)
        .build();
  }

  private static ScoringRequest request(Prompt prompt, int index, String response) {
    return ScoringRequest.newBuilder()
        .setId("%s/%d/%s".formatted(prompt.getId(), index, SCORE))
        .setPrompt(prompt)
        .setIndex(index)
        .setResponse(response)
        .setScorer(SCORER)
        .setRecipeVersion("bench")
        .setAttempt(0)
        .setIssuedAt(Instant.EPOCH)
        .build();
  }
}
