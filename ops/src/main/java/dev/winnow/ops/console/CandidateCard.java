package dev.winnow.ops.console;

import dev.winnow.schemas.Revision;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Sample;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with its verdict. Immutable.
 *
 * @param revision 0 for the first verdict on it, more where it was judged again
 * @param score the recipe's score; null when it has none, or a scorer failed
 * @param seed as text, because JavaScript cannot hold every long
 * @param identicalBefore earlier candidates of the prompt with an identical response
 * @param roundVote what the answers of its round settled on; null where it was not judged by a vote
 */
record CandidateCard(
    int index,
    int round,
    int revision,
    String recipeVersion,
    String outcome,
    String reason,
    @Nullable String extractedAnswer,
    @Nullable Double score,
    Map<String, Double> scores,
    int tokens,
    boolean tokensEstimated,
    CutText response,
    @Nullable CutText reasoning,
    String finishReason,
    @Nullable String failure,
    int identicalBefore,
    @Nullable Vote roundVote,
    String model,
    String seed,
    String verifier,
    String sampledAt,
    String judgedAt) {
  /**
   * A majority vote of one round.
   *
   * @param answer the answer that most agree on; null when no candidate has one
   * @param share agreeing answers of all answers, 0 to 1; null without answers
   * @param candidates candidates of the round, with an answer or without
   * @param reason why the answer is no reference, as a code; null when candidates are judged by it
   */
  record Vote(
      @Nullable String answer,
      @Nullable Double share,
      int agreeing,
      int answers,
      int round,
      int candidates,
      @Nullable String reason) {
    static Vote of(RoundVote vote) {
      return new Vote(
          vote.getAnswer().orElse(null),
          vote.getAnswers() == 0 ? null : vote.getShare(),
          vote.getAgreeing(),
          vote.getAnswers(),
          vote.getRound(),
          vote.getCandidates(),
          vote.getReason().orElse(null));
    }
  }

  CandidateCard {
    scores = Map.copyOf(scores);
  }

  static CandidateCard of(Sample row) {
    return new CandidateCard(
        row.getIndex(),
        row.getRound(),
        Revision.of(row.getReplaces()),
        row.getRecipeVersion(),
        row.getOutcome().name(),
        row.getReason(),
        row.getExtractedAnswer().orElse(null),
        row.getScore().orElse(null),
        row.getScores(),
        row.getTokens(),
        row.getTokensEstimated(),
        CutText.of(row.getResponse()),
        CutText.of(row.getReasoning()),
        row.getFinishReason().name(),
        row.getFailure().orElse(null),
        row.getIdenticalBefore(),
        row.getRoundVote().map(Vote::of).orElse(null),
        row.getModel(),
        Long.toString(row.getSeed()),
        row.getVerifier(),
        row.getSampledAt().toString(),
        row.getJudgedAt().toString());
  }
}
