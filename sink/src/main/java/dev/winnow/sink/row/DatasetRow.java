package dev.winnow.sink.row;

import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.SelectedAs;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Converts samples to rows: the one mapping that all file formats share. */
public final class DatasetRow {
  /** The columns. */
  public static final Schema SCHEMA = RowSchemas.load("row.avsc");

  private static final Schema MESSAGE = SCHEMA.getField("messages").schema().getElementType();
  private static final Schema SCORE = SCHEMA.getField("scores").schema().getElementType();
  private static final Schema SCORER = SCHEMA.getField("scorers").schema().getElementType();

  private DatasetRow() {}

  /** Returns the row of a sample. */
  public static GenericRecord of(Sample sample) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("id", sample.getId());
    row.put("prompt_id", sample.getPromptId());
    row.put("index", sample.getIndex());
    row.put("recipe", sample.getRecipe());
    row.put("recipe_version", sample.getRecipeVersion());
    row.put("source", sample.getSource().orElse(null));
    row.put("messages", messages(sample));
    row.put("messages_json", ChatJson.of(sample, hasAnswer(sample)).orElse(null));
    row.put("prompt", sample.getPrompt());
    row.put("response", sample.getResponse());
    row.put("assistant_prefix", sample.getAssistantPrefix().orElse(null));
    row.put("reasoning", sample.getReasoning().orElse(null));
    row.put("reference", sample.getReference().orElse(null));
    row.put("other_references", sample.getOtherReferences());
    putFinding(row, sample);
    sample.getRoundVote().ifPresent(vote -> putVote(row, vote));
    sample.getSelectedAs().ifPresent(as -> putSelection(row, as));
    putSampling(row, sample);
    row.put("metadata", RowSchemas.json(sample.getMetadata()));
    row.put("sampled_at", sample.getSampledAt().toEpochMilli());
    row.put("judged_at", sample.getJudgedAt().toEpochMilli());
    row.put("revision", Revision.of(sample.getReplaces()));
    sample.getReplaces().ifPresent(replaced -> putReplaced(row, replaced));
    return row;
  }

  private static void putReplaced(GenericRecord row, ReplacedVerdict replaced) {
    row.put("replaces_recipe_version", replaced.getRecipeVersion());
    row.put("replaces_verifier", replaced.getVerifier());
    row.put("replaces_outcome", replaced.getOutcome().toString());
    row.put("replaces_reason", replaced.getReason());
    row.put("replaces_judged_at", replaced.getJudgedAt().toEpochMilli());
  }

  private static void putFinding(GenericRecord row, Sample sample) {
    row.put("outcome", sample.getOutcome().toString());
    row.put("correct", sample.getCorrect().orElse(null));
    row.put("reason", sample.getReason());
    row.put("extracted_answer", sample.getExtractedAnswer().orElse(null));
    row.put("score", sample.getScore().orElse(null));
    row.put("scores", RowSchemas.scores(SCORE, sample.getScores()));
    row.put("scorers", sample.getScoredBy().stream().map(DatasetRow::scorer).toList());
    row.put("pass_rate", sample.getPassRate().orElse(null));
    row.put("identical_before", sample.getIdenticalBefore());
    row.put("verifier", sample.getVerifier());
  }

  private static void putVote(GenericRecord row, RoundVote vote) {
    row.put("voted_answer", vote.getAnswer().orElse(null));
    row.put("voted_share", vote.getShare());
    row.put("voted_answers", vote.getAnswers());
    row.put("voted_is_reference", vote.getReason().isEmpty());
  }

  private static void putSelection(GenericRecord row, SelectedAs as) {
    row.put("selection_policy", as.getPolicy());
    row.put("selection_control", as.getControl());
    row.put("selection_rank", as.getRank());
    row.put("selection_take", as.getTake().orElse(null));
    row.put("selection_short", as.getIsShort());
    row.put("selection_pass", as.getPass());
    row.put("final_pass_rate", as.getPassRate().orElse(null));
  }

  private static GenericRecord scorer(ScoredBy by) {
    GenericRecord scorer = new GenericData.Record(SCORER);
    scorer.put("name", by.getScorer());
    scorer.put("version", by.getVersion());
    scorer.put("model", by.getModel());
    scorer.put("input_tokens", by.getInputTokens());
    scorer.put("output_tokens", by.getOutputTokens());
    scorer.put("seconds", by.getSeconds());
    scorer.put("failure_code", by.getFailureCode().orElse(null));
    scorer.put("failure", by.getFailure().orElse(null));
    scorer.put("detail", by.getDetail().orElse(null));
    return scorer;
  }

  private static void putSampling(GenericRecord row, Sample sample) {
    row.put("round", sample.getRound());
    row.put("model", sample.getModel());
    row.put("model_version", sample.getModelVersion().orElse(null));
    row.put("temperature", sample.getSampling().getTemperature());
    row.put("top_p", sample.getSampling().getTopP());
    row.put("top_k", sample.getSampling().getTopK());
    row.put("max_tokens", sample.getSampling().getMaxTokens());
    row.put("seed", sample.getSeed());
    row.put("finish_reason", sample.getFinishReason().toString());
    row.put("stop_reason", sample.getStopReason().orElse(null));
    row.put("failure", sample.getFailure().orElse(null));
    row.put("failure_code", sample.getFailureCode().orElse(null));
    row.put("tokens", sample.getTokens());
    row.put("tokens_estimated", sample.getTokensEstimated());
  }

  /**
   * Returns whether there is an answer. An absent answer (not sampled, refused, a tool call, only
   * reasoning) adds no message, because models trained on an empty one would learn to answer
   * nothing.
   */
  private static boolean hasAnswer(Sample sample) {
    return sample.getFinishReason() != FinishReason.FAILED && sample.getFailureCode().isEmpty();
  }

  /** Returns the chat with its answer, the form that trainers read. */
  private static List<GenericRecord> messages(Sample sample) {
    List<GenericRecord> messages = RowSchemas.messages(MESSAGE, sample.getMessages());
    if (hasAnswer(sample)) {
      messages.add(RowSchemas.message(MESSAGE, "assistant", sample.getResponse()));
    }
    return messages;
  }
}
