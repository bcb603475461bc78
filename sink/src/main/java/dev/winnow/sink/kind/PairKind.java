package dev.winnow.sink.kind;

import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.sink.commit.RowFacts;
import dev.winnow.sink.row.PairRow;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The preference pairs that the curator made. */
public record PairKind() implements DatasetKind<Pair> {
  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public String topic(Topics topics) {
    return topics.pairs();
  }

  @Override
  public Class<Pair> type() {
    return Pair.class;
  }

  @Override
  public Schema schema() {
    return PairRow.SCHEMA;
  }

  @Override
  public Optional<Bad<Pair>> broken(byte @Nullable [] key, Pair value) {
    return RecipeNames.problem(value.getRecipe())
        .or(
            () ->
                value.getChosen().equals(value.getRejected())
                    ? Optional.of("chosen and rejected are the same text")
                    : Optional.empty())
        .map(error -> new Bad<Pair>("INVALID_PAIR", error))
        .or(() -> Keys.mismatch(key, value.getPromptId()));
  }

  @Override
  public String recipe(Pair value) {
    return value.getRecipe();
  }

  @Override
  public GenericRecord row(Pair value) {
    return PairRow.of(value);
  }

  @Override
  public RowFacts facts(Pair value) {
    return new RowFacts(
        false,
        Math.max(0, value.getChosenTokens()) + (long) Math.max(0, value.getRejectedTokens()),
        Optional.of(value.getPolicy()),
        Optional.ofNullable(value.getMetadata().get("family")),
        value.getPassRate());
  }
}
