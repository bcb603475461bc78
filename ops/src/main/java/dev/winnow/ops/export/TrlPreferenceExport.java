package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * One pair in the conversational preference layout of TRL ("Dataset formats and types", preference,
 * explicit prompt), with both scores and their margin.
 */
public final class TrlPreferenceExport implements ExportPlugin<NoOptions> {
  @Override
  public String name() {
    return "trl_preference";
  }

  @Override
  public String summary() {
    return "preference training (DPO, ORPO, reward models) with TRL: prompt, chosen, rejected";
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
    row.set("prompt", pair.prompt());
    row.set("chosen", Chat.answer(pair.chosen()));
    row.set("rejected", Chat.answer(pair.rejected()));
    for (String column : List.of("score_chosen", "score_rejected", "margin")) {
      row.set(column, pair.row().get(column));
    }
    out.accept(row);
  }
}
