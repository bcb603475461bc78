package dev.winnow.sink.kind;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.sink.commit.RowFacts;
import dev.winnow.sink.row.PromptRow;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The prompts that have ended: a row for each end, of which the latest holds. */
public record PromptKind() implements DatasetKind<Progress> {
  @Override
  public String name() {
    return "prompts";
  }

  @Override
  public String topic(Topics topics) {
    return topics.progress();
  }

  @Override
  public Class<Progress> type() {
    return Progress.class;
  }

  @Override
  public Schema schema() {
    return PromptRow.SCHEMA;
  }

  /** Progress has no value where the planner has forgotten a prompt. */
  @Override
  public boolean hasEmptyRecords() {
    return true;
  }

  @Override
  public boolean isRow(Progress value) {
    return PromptStates.hasEnded(value);
  }

  @Override
  public Optional<Bad<Progress>> broken(byte @Nullable [] key, Progress value) {
    return RecipeNames.problem(value.getRecipe())
        .map(error -> new Bad<Progress>("INVALID_PROGRESS", error))
        .or(() -> Keys.mismatch(key, value.getPromptId()));
  }

  @Override
  public String recipe(Progress value) {
    return value.getRecipe();
  }

  @Override
  public GenericRecord row(Progress value) {
    return PromptRow.of(value);
  }

  @Override
  public RowFacts facts(Progress value) {
    return new RowFacts(
        false,
        Math.max(0, value.getTokens()),
        Optional.of(value.getState().name()),
        Optional.ofNullable(value.getMetadata().get("family")),
        value.getPassRate());
  }
}
