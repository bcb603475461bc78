package dev.winnow.producers.publish;

import dev.winnow.producers.publish.PublishSummary.Refusal;
import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.PromptReader.Parsed;
import dev.winnow.producers.source.RefusalKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts rows by result. Not thread-safe. */
final class RowTally {
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<RefusalKind, Long> kinds = new EnumMap<>(RefusalKind.class);
  private final Map<Layout, Long> layouts = new EnumMap<>(Layout.class);
  private final Map<String, Long> notes = new TreeMap<>();
  private long repeated;
  private long refused;

  void read(Parsed row) {
    layouts.merge(row.layout(), 1L, Long::sum);
    row.notes().forEach(note -> notes.merge(note, 1L, Long::sum));
  }

  void repeat() {
    repeated++;
  }

  void refuse(long line, RefusalKind kind, String reason) {
    refused++;
    kinds.merge(kind, 1L, Long::sum);
    if (refusals.size() < PublishSummary.MAX_REFUSALS) {
      refusals.add(new Refusal(line, kind, reason));
    }
  }

  PublishSummary summary(long published, String unit, Optional<String> damage) {
    return new PublishSummary(
        published,
        repeated,
        refused,
        List.copyOf(refusals),
        unit,
        Map.copyOf(kinds),
        Map.copyOf(layouts),
        Map.copyOf(notes),
        damage);
  }
}
