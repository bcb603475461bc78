package dev.winnow.sink.row;

import dev.winnow.schemas.Progress;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Converts the end of a prompt to a row: the difficulty of the prompt, and what it cost. */
public final class PromptRow {
  /** The columns. */
  public static final Schema SCHEMA = RowSchemas.load("prompt-row.avsc");

  private PromptRow() {}

  /** Returns the row of a prompt that has ended. */
  public static GenericRecord of(Progress progress) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("prompt_id", progress.getPromptId());
    row.put("recipe", progress.getRecipe());
    row.put("recipe_version", progress.getRecipeVersion());
    row.put("state", progress.getState().name());
    row.put("reason_code", progress.getReasonCode().orElse(null));
    row.put("reason", progress.getReason().orElse(null));
    row.put("rounds", progress.getRound());
    row.put("ordered", progress.getOrdered());
    row.put("judged", progress.getJudged());
    row.put("accepted", progress.getAccepted());
    row.put("rejected", progress.getRejected());
    row.put("undecided", progress.getUndecided());
    row.put("pass_rate", progress.getPassRate().orElse(null));
    row.put("identical", progress.getIdentical());
    row.put("wanted", progress.getWanted().orElse(null));
    row.put("unsolvable", progress.getUnsolvable());
    row.put("tokens", progress.getTokens());
    row.put("scoring_tokens", progress.getScoringTokens());
    row.put("metadata", RowSchemas.json(progress.getMetadata()));
    row.put("started_at", progress.getStartedAt().toEpochMilli());
    row.put("ended_at", progress.getUpdatedAt().toEpochMilli());
    return row;
  }
}
