package dev.winnow.sink.maintain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.sink.describe.DatasetDescriber.UnsolvableListings;
import dev.winnow.sink.describe.UnsolvablePrompts.Listing;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The unsolvable prompts as a sink has described them: maintenance reads no topics. */
final class StoredListings implements UnsolvableListings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Storage storage;

  StoredListings(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Listing of(String recipe) throws IOException {
    Optional<byte[]> stats = storage.read(recipe + "/stats.json");
    if (stats.isEmpty()) {
      return new Listing(0, List.of());
    }
    JsonNode listing = JSON.readTree(stats.get()).path("unsolvable");
    return listing.isMissingNode()
        ? new Listing(0, List.of())
        : JSON.treeToValue(listing, Listing.class);
  }

  @Override
  public Set<String> drainChanged() {
    return Set.of();
  }
}
