package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Both answers of a pair in one chat, each after a verdict in words, in either order, as "Chain of
 * Hindsight Aligns Language Models with Feedback" (arXiv 2302.02676, section 3) forms its
 * sequences.
 */
public final class ChainOfHindsightExport implements ExportPlugin<NoOptions> {
  @Override
  public String name() {
    return "chain_of_hindsight";
  }

  @Override
  public String summary() {
    return "both answers in one chat, each after a verdict in words (Chain of Hindsight)";
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
    String good = "A good answer is: " + pair.chosen();
    String bad = "A bad answer is: " + pair.rejected();
    out.accept(row(pair.prompt(), bad + "\n" + good));
    out.accept(row(pair.prompt(), good + "\n" + bad));
  }

  private static ObjectNode row(ArrayNode prompt, String answers) {
    ObjectNode row = Chat.row();
    row.set("messages", Chat.joined(prompt, Chat.answer(answers)));
    return row;
  }
}
