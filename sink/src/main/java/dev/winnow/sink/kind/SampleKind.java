package dev.winnow.sink.kind;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.sink.commit.RowFacts;
import dev.winnow.sink.row.DatasetRow;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The judged candidates with one outcome.
 *
 * @param outcome the outcome of all rows
 */
public record SampleKind(Outcome outcome) implements DatasetKind<Sample> {
  @Override
  public String name() {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String topic(Topics topics) {
    return topics.samples(outcome);
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
    return SampleRules.broken(key, outcome, value);
  }

  @Override
  public String recipe(Sample value) {
    return value.getRecipe();
  }

  @Override
  public GenericRecord row(Sample value) {
    return DatasetRow.of(value);
  }

  @Override
  public RowFacts facts(Sample value) {
    return facts(value, value.getIndex() == 0);
  }

  static RowFacts facts(Sample value, boolean isFirstOfPrompt) {
    return new RowFacts(
        isFirstOfPrompt,
        value.getTokens(),
        Optional.of(value.getReason()),
        Optional.ofNullable(value.getMetadata().get("family")),
        value.getPassRate());
  }
}
