package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two whole chats for each pair, for OpenRLHF with {@code --chosen_key chosen --rejected_key
 * rejected --apply_chat_template}.
 */
public final class OpenRlhfPreferenceExport implements ExportPlugin<NoOptions> {
  @Override
  public String name() {
    return "openrlhf_preference";
  }

  @Override
  public String summary() {
    return "preference training with OpenRLHF: whole chats as chosen and rejected";
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
    row.set("chosen", Chat.joined(pair.prompt(), Chat.answer(pair.chosen())));
    row.set("rejected", Chat.joined(pair.prompt(), Chat.answer(pair.rejected())));
    out.accept(row);
  }
}
