package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.deadletters.DeadLetterView;
import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.ops.json.RecordJson;
import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters, without their bytes, on disk; the newest {@value #KEPT} at least. The heap
 * holds their counts by stage, topic and reason, of at most {@value #MAX_GROUPS} such groups.
 * Thread-safe for one writer.
 */
final class DeadLetterIndex {
  static final int KEPT = 100_000;
  static final int MAX_GROUPS = 1_000;

  private static final int SLACK = 10_000;
  private static final String MORE = "OTHER_REASONS";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecordStore store;
  private final Map<Key, Group> groups = new HashMap<>();
  private final StoredTable<Key, Group> stored =
      new StoredTable<>("letters", Key.class, Group.class);
  private final StoredNumber kept;

  private record Key(String stage, String topic, String reason) {}

  /**
   * Letters of one kind.
   *
   * @param count those that the topic had when they were read
   * @param newest when the newest one failed, ISO 8601 in UTC
   */
  record Group(String stage, String topic, String reason, long count, String newest) {}

  /**
   * A part of the letters, the newest first.
   *
   * @param next after what the next part begins; null at the end
   */
  record Page(List<JsonNode> letters, @Nullable String next) {}

  DeadLetterIndex(RecordStore store) {
    this.store = store;
    this.kept = new StoredNumber(store, "letters");
    stored.load(store, groups::put);
  }

  void add(StoredDeadLetter stored) {
    DeadLetter letter = stored.letter();
    String at = letter.getFailedAt().toString();
    count(letter, at);
    String place =
        "%019d %s".formatted(Long.MAX_VALUE - letter.getFailedAt().toEpochMilli(), stored.id());
    byte[] view =
        RecordJson.line(DeadLetterView.of(stored, false)).getBytes(StandardCharsets.UTF_8);
    store.put(IndexKeys.letters(Optional.empty()) + place, view);
    store.put(IndexKeys.letters(Optional.of(letter.getReason())) + place, view);
    kept.set(kept.get() + 1);
    if (kept.get() > KEPT + SLACK) {
      forgetOldest();
    }
  }

  /** Writes the counts into the store. */
  void save() {
    stored.save(store, key -> Optional.ofNullable(groups.get(key)));
  }

  /** Returns the groups, the most frequent first. */
  List<Group> groups() {
    synchronized (groups) {
      return groups.values().stream()
          .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::reason))
          .toList();
    }
  }

  /**
   * Returns a part of the letters.
   *
   * @param after {@code next} of the part before; empty for the newest
   */
  Page list(Optional<String> reason, String after, int limit) {
    String list = IndexKeys.letters(reason);
    List<String> keys = store.keys(list, after.isEmpty() ? "" : list + after, limit + 1);
    List<JsonNode> letters = new ArrayList<>();
    for (String key : keys.subList(0, Math.min(limit, keys.size()))) {
      byte[] value = store.get(key);
      if (value != null) {
        letters.add(parsed(value));
      }
    }
    String next = keys.size() > limit ? keys.get(limit - 1).substring(list.length()) : null;
    return new Page(letters, next);
  }

  private void count(DeadLetter letter, String at) {
    Key key = new Key(letter.getStage(), letter.getTopic(), letter.getReason());
    synchronized (groups) {
      if (!groups.containsKey(key) && groups.size() >= MAX_GROUPS) {
        key = new Key(letter.getStage(), MORE, MORE);
      }
      stored.changed(key);
      groups.merge(
          key,
          new Group(key.stage(), key.topic(), key.reason(), 1, at),
          (old, one) ->
              new Group(
                  old.stage(),
                  old.topic(),
                  old.reason(),
                  old.count() + 1,
                  old.newest().compareTo(at) < 0 ? at : old.newest()));
    }
  }

  private void forgetOldest() {
    String all = IndexKeys.letters(Optional.empty());
    List<String> keys = store.keys(all, "", KEPT + 2 * SLACK);
    for (String key : keys.subList(Math.min(KEPT, keys.size()), keys.size())) {
      byte[] value = store.get(key);
      if (value != null) {
        String reason = parsed(value).path("reason").asText();
        store.remove(IndexKeys.letters(Optional.of(reason)) + key.substring(all.length()));
      }
      store.remove(key);
    }
    kept.set(Math.min(KEPT, keys.size()));
  }

  private static JsonNode parsed(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
