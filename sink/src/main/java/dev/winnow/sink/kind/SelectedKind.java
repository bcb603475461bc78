package dev.winnow.sink.kind;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.sink.commit.RowFacts;
import dev.winnow.sink.row.DatasetRow;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The samples that the curator selected. */
public record SelectedKind() implements DatasetKind<Sample> {
  @Override
  public String name() {
    return "selected";
  }

  @Override
  public String topic(Topics topics) {
    return topics.selected();
  }

  @Override
  public Class<Sample> type() {
    return Sample.class;
  }

  @Override
  public Schema schema() {
    return DatasetRow.SCHEMA;
  }

  @Override
  public Optional<Bad<Sample>> broken(byte @Nullable [] key, Sample value) {
    return SampleRules.broken(key, Outcome.ACCEPTED, value)
        .or(
            () ->
                value.getSelectedAs().isPresent()
                    ? Optional.empty()
                    : Optional.of(
                        new Bad<>("INVALID_SAMPLE", "selected_as: is missing on this topic")));
  }

  @Override
  public String recipe(Sample value) {
    return value.getRecipe();
  }

  @Override
  public GenericRecord row(Sample value) {
    return DatasetRow.of(value);
  }

  /** Prompts are counted where their candidates are. */
  @Override
  public RowFacts facts(Sample value) {
    return SampleKind.facts(value, false);
  }
}
