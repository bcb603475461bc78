package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** One pair in the format of OpenAI's preference fine-tuning (direct preference optimization). */
public final class OpenAiPreferenceExport implements ExportPlugin<NoOptions> {
  @Override
  public String name() {
    return "openai_preference";
  }

  @Override
  public String summary() {
    return "preference fine-tuning with OpenAI's API";
  }

  @Override
  public Class<NoOptions> options() {
    return NoOptions.class;
  }

  @Override
  public List<String> datasets(NoOptions options) {
    return List.of("pairs");
  }

  @Override
  public Export create(NoOptions options) {
    return (dataset, row, out) -> write(PairColumns.of(row), out);
  }

  private static void write(PairColumns pair, Consumer<ObjectNode> out) {
    ObjectNode row = Chat.row();
    row.putObject("input").set("messages", pair.prompt());
    row.set("preferred_output", Chat.answer(pair.chosen()));
    row.set("non_preferred_output", Chat.answer(pair.rejected()));
    out.accept(row);
  }
}
