package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.ClusterStatus;
import dev.winnow.ops.status.StreamStatus.GroupStatus;
import dev.winnow.ops.status.StreamStatus.PoolStatus;
import dev.winnow.ops.status.StreamStatus.Rates;
import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.ops.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A status as the lines of one screen. Pure functions. */
public final class StatusScreen {
  /** A longer list is cut, so that one screen holds all parts. */
  private static final int MAX_ROWS = 12;

  private StatusScreen() {}

  /** Returns the lines of the screen, which cannot control a terminal. */
  public static List<String> lines(StreamStatus status) {
    List<String> lines = new ArrayList<>();
    head(status, lines);
    lines.add("");
    pools(status.pools(), lines);
    lines.add("");
    recipes(status.recipes(), lines);
    lines.add("");
    groups(status.groups(), lines);
    lines.add("");
    stuck(status.stuck(), lines);
    return lines.stream().map(Printable::line).toList();
  }

  private static void head(StreamStatus status, List<String> lines) {
    Rates rates = status.rates();
    ClusterStatus cluster = status.cluster();
    lines.add(
        line(
            "%s   brokers: %,d   partitions: %,d",
            status.at(), cluster.brokers(), cluster.partitions()));
    lines.add(
        line(
            "last minute: %,.1f candidates/s   accepted %,.1f/s   rejected %,.1f/s   undecided"
                + " %,.1f/s   %,.0f tokens/s",
            rates.candidatesPerSecond(),
            rates.acceptedPerSecond(),
            rates.rejectedPerSecond(),
            rates.undecidedPerSecond(),
            rates.tokensPerSecond()));
  }

  private static void pools(List<PoolStatus> pools, List<String> lines) {
    lines.add(line("%-28s %-17s %7s %7s", "pool", "condition", "workers", "held"));
    if (pools.isEmpty()) {
      lines.add("no worker has reported");
    }
    for (PoolStatus pool : first(pools, lines)) {
      lines.add(
          line(
              "%-28s %-17s %,7d %,7d", pool.name(), pool.condition(), pool.workers(), pool.held()));
    }
  }

  private static void recipes(List<RecipeStatus> recipes, List<String> lines) {
    lines.add(
        line(
            "%-28s %9s %11s %11s %11s %10s  %s",
            "recipe", "open", "ordered", "accepted", "rejected", "undecided", "ended"));
    if (recipes.isEmpty()) {
      lines.add("no prompts yet");
    }
    for (RecipeStatus recipe : first(recipes, lines)) {
      lines.add(
          line(
              "%-28s %,9d %,11d %,11d %,11d %,10d  %s",
              recipe.name(),
              recipe.open(),
              recipe.ordered(),
              recipe.accepted(),
              recipe.rejected(),
              recipe.undecided(),
              counts(recipe.ended())));
    }
  }

  private static void groups(List<GroupStatus> groups, List<String> lines) {
    lines.add(line("%-50s %-9s %7s %12s", "group", "kind", "members", "lag"));
    for (GroupStatus group : first(groups, lines)) {
      lines.add(
          line(
              "%-50s %-9s %,7d %12s",
              group.group(),
              group.kind(),
              group.members(),
              group.lag() < 0 ? "unknown" : line("%,d", group.lag())));
    }
  }

  private static void stuck(List<String> stuck, List<String> lines) {
    lines.add(stuck.isEmpty() ? "nothing is stuck" : "stuck:");
    first(stuck, lines).forEach(reason -> lines.add("  " + reason));
  }

  private static <T> List<T> first(List<T> all, List<String> lines) {
    if (all.size() > MAX_ROWS) {
      lines.add(line("(the first %d of %,d)", MAX_ROWS, all.size()));
    }
    return all.subList(0, Math.min(MAX_ROWS, all.size()));
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> line("%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
