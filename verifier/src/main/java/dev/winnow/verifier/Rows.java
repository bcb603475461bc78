package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.verifier.Judge.Judgement;
import dev.winnow.verifier.check.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the two records that a judged candidate becomes. */
final class Rows {
  private static final int MAX_EXTRACTED_CHARS = 1_000;

  private Rows() {}

  static Verdict verdict(Candidate candidate, Judgement judgement, Instant now) {
    Finding finding = judgement.finding();
    return Verdict.newBuilder()
        .setPromptId(candidate.getPrompt().getId())
        .setIndex(candidate.getIndex())
        .setRecipe(candidate.getPrompt().getRecipe())
        .setRecipeVersion(candidate.getRecipeVersion())
        .setOutcome(finding.outcome())
        .setReason(finding.reason())
        .setExtractedAnswer(extracted(finding))
        .setTokens(candidate.getTokens())
        .setVerifier(judgement.verifier())
        .setJudgedAt(now)
        .build();
  }

  /** The row of a candidate that is selected if it is accepted: held ones are told otherwise. */
  static Sample sample(Candidate candidate, Judgement judgement, double passRate, Instant now) {
    Prompt prompt = candidate.getPrompt();
    Finding finding = judgement.finding();
    return Sample.newBuilder()
        .setId(CandidateId.of(prompt.getId(), candidate.getIndex()))
        .setPromptId(prompt.getId())
        .setIndex(candidate.getIndex())
        .setRecipe(prompt.getRecipe())
        .setRecipeVersion(candidate.getRecipeVersion())
        .setSource(prompt.getSource().orElse(null))
        .setMessages(prompt.getMessages())
        .setPrompt(prompt.getMessages().getLast().getContent())
        .setResponse(candidate.getResponse())
        .setReference(prompt.getReference().orElse(null))
        .setOutcome(finding.outcome())
        .setCorrect(correct(finding.outcome()))
        .setSelected(finding.outcome() == Outcome.ACCEPTED ? true : null)
        .setReason(finding.reason())
        .setExtractedAnswer(extracted(finding))
        .setPassRate(passRate)
        .setRound(candidate.getRound())
        .setModel(candidate.getModel())
        .setSampling(candidate.getSampling())
        .setSeed(candidate.getSeed())
        .setFinishReason(candidate.getFinishReason())
        .setFailure(candidate.getFailure().orElse(null))
        .setTokens(candidate.getTokens())
        .setVerifier(judgement.verifier())
        .setMetadata(prompt.getMetadata())
        .setSampledAt(candidate.getSampledAt())
        .setJudgedAt(now)
        .build();
  }

  private static @Nullable Boolean correct(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> true;
      case REJECTED -> false;
      case UNDECIDED -> null;
    };
  }

  private static @Nullable String extracted(Finding finding) {
    return finding.extracted().map(Rows::cut).orElse(null);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_EXTRACTED_CHARS) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_EXTRACTED_CHARS - 1));
    return text.substring(0, splitsPair ? MAX_EXTRACTED_CHARS - 1 : MAX_EXTRACTED_CHARS);
  }
}
