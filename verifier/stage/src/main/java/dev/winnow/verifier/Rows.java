package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.recipe.Judgement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the two records of a judged candidate. */
final class Rows {
  private static final int MAX_EXTRACTED_CHARS = 1_000;

  private Rows() {}

  static Verdict verdict(
      Candidate candidate, Judgement judgement, int identicalBefore, Instant now) {
    Finding finding = judgement.finding();
    return Verdict.newBuilder()
        .setPromptId(candidate.getPrompt().getId())
        .setIndex(candidate.getIndex())
        .setRecipe(candidate.getPrompt().getRecipe())
        .setRecipeVersion(candidate.getRecipeVersion())
        .setOutcome(finding.outcome())
        .setReason(finding.reason())
        .setIdentical(identicalBefore > 0)
        .setExtractedAnswer(extracted(finding))
        .setTokens(candidate.getTokens())
        .setTokensEstimated(candidate.getTokensEstimated())
        .setScore(judgement.scored().score().orElse(null))
        .setScores(judgement.scored().values())
        .setScoredBy(judgement.scored().by())
        .setModel(candidate.getModel())
        .setModelVersion(candidate.getModelVersion().orElse(null))
        .setVerifier(judgement.verifier())
        .setJudgedAt(now)
        .setReplaces(candidate.getReplaces().orElse(null))
        .build();
  }

  /**
   * Returns the row of a candidate, which is selected if it is accepted; for held rows this is
   * changed later. A row that replaces another is not selected: its round has chosen without it.
   *
   * @param passRate pass rate of its prompt including this candidate; empty when nothing was judged
   */
  static Sample sample(
      Candidate candidate,
      Judgement judgement,
      Verdict verdict,
      int identicalBefore,
      Optional<Double> passRate) {
    Prompt prompt = candidate.getPrompt();
    return Sample.newBuilder()
        .setId(CandidateId.of(prompt.getId(), candidate.getIndex()))
        .setPromptId(prompt.getId())
        .setIndex(candidate.getIndex())
        .setRecipe(prompt.getRecipe())
        .setRecipeVersion(candidate.getRecipeVersion())
        .setSource(prompt.getSource().orElse(null))
        .setMessages(prompt.getMessages())
        .setPrompt(prompt.getMessages().getLast().getContent())
        .setResponse(response(candidate))
        .setAssistantPrefix(prompt.getAssistantPrefix().orElse(null))
        .setIdenticalBefore(identicalBefore)
        .setReference(prompt.getReference().orElse(null))
        .setOtherReferences(prompt.getOtherReferences())
        .setOutcome(verdict.getOutcome())
        .setCorrect(correct(verdict.getOutcome()))
        .setReason(verdict.getReason())
        .setExtractedAnswer(verdict.getExtractedAnswer().orElse(null))
        .setRoundVote(judgement.vote().orElse(null))
        .setScore(verdict.getScore().orElse(null))
        .setScores(verdict.getScores())
        .setScoredBy(verdict.getScoredBy())
        .setPassRate(passRate.orElse(null))
        .setRound(candidate.getRound())
        .setModel(candidate.getModel())
        .setModelVersion(candidate.getModelVersion().orElse(null))
        .setSampling(candidate.getSampling())
        .setSeed(candidate.getSeed())
        .setFinishReason(candidate.getFinishReason())
        .setFailure(candidate.getFailure().or(() -> failure(judgement)).orElse(null))
        .setFailureCode(candidate.getFailureCode().orElse(null))
        .setReasoning(candidate.getReasoning().orElse(null))
        .setStopReason(candidate.getStopReason().orElse(null))
        .setTokens(candidate.getTokens())
        .setTokensEstimated(candidate.getTokensEstimated())
        .setVerifier(verdict.getVerifier())
        .setMetadata(prompt.getMetadata())
        .setSampledAt(candidate.getSampledAt())
        .setJudgedAt(verdict.getJudgedAt())
        .setReplaces(verdict.getReplaces().orElse(null))
        .build();
  }

  /** Returns why an otherwise accepted candidate could not be scored. */
  private static Optional<String> failure(Judgement judgement) {
    return judgement
        .scored()
        .failed()
        .map(by -> "scorer '%s': %s".formatted(by.getScorer(), by.getFailure().orElse("failed")));
  }

  /** A prefix alone is not an answer, because nothing was generated after it. */
  private static String response(Candidate candidate) {
    return candidate.getResponse().isBlank() ? "" : Response.of(candidate).text();
  }

  private static @Nullable Boolean correct(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> true;
      case REJECTED -> false;
      case UNDECIDED -> null;
    };
  }

  private static @Nullable String extracted(Finding finding) {
    return finding.extracted().map(text -> cut(text, MAX_EXTRACTED_CHARS)).orElse(null);
  }

  /** Returns the beginning of a text, without splitting a character. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean splitsPair = maxChars > 0 && Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splitsPair ? maxChars - 1 : maxChars);
  }
}
