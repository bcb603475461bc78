package dev.winnow.verifier;

import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Sample;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.recipe.Checked;

/** Rebuilds candidates from their rows, to judge them again. The inverse of {@link Rows}. */
public final class StoredCandidate {
  static {
    AvroTrust.install();
  }

  private StoredCandidate() {}

  /**
   * Returns whether the row has the whole response. The response of a candidate whose row did not
   * fit into a record was cut, so it must not be judged: a cut answer is not the model's.
   */
  public static boolean isWhole(Sample row) {
    return !(row.getReason().equals(Reason.TOO_LONG)
        && row.getVerifier().equals(Checked.NO_VERIFIER));
  }

  /** Returns the verdict on a row, as the one that replaces it names it. */
  public static ReplacedVerdict verdict(Sample row) {
    return ReplacedVerdict.newBuilder()
        .setRevision(Revision.of(row.getReplaces()))
        .setRecipeVersion(row.getRecipeVersion())
        .setVerifier(row.getVerifier())
        .setOutcome(row.getOutcome())
        .setReason(row.getReason())
        .setIdenticalBefore(row.getIdenticalBefore())
        .setJudgedAt(row.getJudgedAt())
        .build();
  }

  /**
   * Returns the candidate of a row, to be judged as this version of its recipe says, in place of
   * the row's verdict.
   *
   * <p>A row does not say when its prompt was published and which attempt sampled it: the time is
   * that of sampling, and the attempt 0. Neither has an influence on the verdict or the row.
   */
  public static Candidate of(Sample row, Recipe recipe) {
    boolean isFailed = row.getFinishReason() == FinishReason.FAILED;
    return Candidate.newBuilder()
        .setPrompt(prompt(row))
        .setIndex(row.getIndex())
        .setRecipeVersion(recipe.getVersion())
        .setRound(row.getRound())
        .setAttempt(0)
        .setVerification(recipe.getVerification())
        .setSampling(row.getSampling())
        .setSeed(row.getSeed())
        .setResponse(generated(row))
        .setFinishReason(row.getFinishReason())
        // The failure in the row of a sampled candidate is a scorer's, not the candidate's.
        .setFailure(isFailed ? row.getFailure().orElse(null) : null)
        .setFailureCode(row.getFailureCode().orElse(null))
        .setReasoning(row.getReasoning().orElse(null))
        .setStopReason(row.getStopReason().orElse(null))
        .setTokens(row.getTokens())
        .setTokensEstimated(row.getTokensEstimated())
        .setModel(row.getModel())
        .setModelVersion(row.getModelVersion().orElse(null))
        .setSampledAt(row.getSampledAt())
        .setReplaces(verdict(row))
        .build();
  }

  private static Prompt prompt(Sample row) {
    return Prompt.newBuilder()
        .setId(row.getPromptId())
        .setRecipe(row.getRecipe())
        .setMessages(row.getMessages())
        .setAssistantPrefix(row.getAssistantPrefix().orElse(null))
        .setReference(row.getReference().orElse(null))
        .setOtherReferences(row.getOtherReferences())
        .setSource(row.getSource().orElse(null))
        .setMetadata(row.getMetadata())
        .setPublishedAt(row.getSampledAt())
        .build();
  }

  /** Returns the response without the prefix, which was given and not generated. */
  static String generated(Sample row) {
    String prefix = row.getAssistantPrefix().orElse("");
    return row.getResponse().startsWith(prefix)
        ? row.getResponse().substring(prefix.length())
        : row.getResponse();
  }
}
