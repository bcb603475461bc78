package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.io.IOException;

/** Writes rows in the order in which they are read. */
public final class StoredOrder implements RowOrder {
  private final LineWriter out;

  public StoredOrder(LineWriter out) {
    this.out = out;
  }

  @Override
  public void read(JsonNode row) {
    throw new IllegalStateException("this order needs no other dataset");
  }

  @Override
  public void take(JsonNode source, ObjectNode row) throws IOException {
    out.write(Json.MAPPER.writeValueAsString(row));
  }

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
