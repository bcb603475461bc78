package dev.winnow.sink.row;

import dev.winnow.schemas.Pair;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Converts pairs to rows, in the conversational preference layout of TRL with further columns. */
public final class PairRow {
  /** The columns. */
  public static final Schema SCHEMA = RowSchemas.load("pair-row.avsc");

  private static final Schema MESSAGE = SCHEMA.getField("prompt").schema().getElementType();
  private static final Schema SCORE = SCHEMA.getField("scores_chosen").schema().getElementType();

  private PairRow() {}

  /** Returns the row of a pair. */
  public static GenericRecord of(Pair pair) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("id", pair.getId());
    row.put("prompt_id", pair.getPromptId());
    row.put("recipe", pair.getRecipe());
    row.put("recipe_version", pair.getRecipeVersion());
    row.put("source", pair.getSource().orElse(null));
    row.put("prompt", RowSchemas.messages(MESSAGE, pair.getMessages()));
    row.put("chosen", answer(pair.getChosen()));
    row.put("rejected", answer(pair.getRejected()));
    row.put("assistant_prefix", pair.getAssistantPrefix().orElse(null));
    row.put("reference", pair.getReference().orElse(null));
    putChoice(row, pair);
    putScores(row, pair);
    row.put("pass_rate", pair.getPassRate().orElse(null));
    row.put("metadata", RowSchemas.json(pair.getMetadata()));
    row.put("curated_at", pair.getCuratedAt().toEpochMilli());
    return row;
  }

  private static void putChoice(GenericRecord row, Pair pair) {
    row.put("policy", pair.getPolicy());
    row.put("rank", pair.getRank());
    row.put("pass", pair.getPass());
    row.put("chosen_id", pair.getChosenId());
    row.put("rejected_id", pair.getRejectedId());
    row.put("chosen_outcome", pair.getChosenOutcome().name());
    row.put("rejected_outcome", pair.getRejectedOutcome().name());
    row.put("similarity", pair.getSimilarity());
    row.put("chosen_tokens", pair.getChosenTokens());
    row.put("rejected_tokens", pair.getRejectedTokens());
    row.put("chosen_model", pair.getChosenModel());
    row.put("rejected_model", pair.getRejectedModel());
    row.put("verifier", pair.getVerifier());
    row.put("scorers", pair.getScorers());
  }

  private static void putScores(GenericRecord row, Pair pair) {
    row.put("score_chosen", pair.getChosenScore().orElse(null));
    row.put("score_rejected", pair.getRejectedScore().orElse(null));
    row.put("margin", pair.getMargin().orElse(null));
    row.put("scores_chosen", RowSchemas.scores(SCORE, pair.getChosenScores()));
    row.put("scores_rejected", RowSchemas.scores(SCORE, pair.getRejectedScores()));
    row.put("votes_for", pair.getVotesFor());
    row.put("votes_total", pair.getVotesTotal());
    row.put("strength_mean", pair.getStrengthMean().orElse(null));
    row.put("strength_deviation", pair.getStrengthDeviation().orElse(null));
    row.put("action", pair.getAction().name());
  }

  private static List<GenericRecord> answer(String text) {
    return List.of(RowSchemas.message(MESSAGE, "assistant", text));
  }
}
