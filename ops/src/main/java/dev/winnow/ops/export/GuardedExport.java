package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.plugin.PluginCalls;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Says which layout has failed, and at which row: a failure of its code would end the command with
 * a message that names neither.
 *
 * @param name name for messages
 */
public record GuardedExport(String name, Export export) implements Export {
  @Override
  public void onRow(String dataset, JsonNode row, Consumer<ObjectNode> out) {
    try {
      export.onRow(dataset, row, out);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw e; // The row is refused, or a row cannot be written.
    } catch (Throwable thrown) {
      Throwable e = PluginCalls.ofPlugin(thrown);
      throw new IllegalStateException(
          "%s failed at row '%s' of %s: %s".formatted(name, row.path("id").asText(), dataset, e),
          e);
    }
  }
}
