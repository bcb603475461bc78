package dev.winnow.ops.bench.planner;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The latest account of every prompt, as its progress tells. Not thread-safe. */
final class LatestProgress {
  private final Map<String, Progress> latest = new HashMap<>();
  private int begun;
  private int ended;

  void take(Progress progress) {
    Progress before = latest.put(progress.getPromptId(), progress);
    begun += isNew(progress.getRound() > 0, before != null && before.getRound() > 0);
    ended +=
        isNew(PromptStates.hasEnded(progress), before != null && PromptStates.hasEnded(before));
  }

  /** Returns the number of prompts that have had a round ordered. */
  int begun() {
    return begun;
  }

  /** Returns the number of prompts that have ended. */
  int ended() {
    return ended;
  }

  /** Returns the number of candidates ordered for this prompt. */
  int ordered(String promptId) {
    Progress account = latest.get(promptId);
    return account == null ? 0 : account.getOrdered();
  }

  /** Returns the mean number of candidates of a round, at least 1. */
  int meanRound() {
    double candidates = latest.values().stream().mapToInt(Progress::getOrdered).sum();
    int rounds = latest.values().stream().mapToInt(Progress::getRound).sum();
    return (int) Math.max(1, Math.round(candidates / rounds));
  }

  /** Returns the latest progress of every prompt. */
  Collection<Progress> all() {
    return latest.values();
  }

  private static int isNew(boolean now, boolean before) {
    return now && !before ? 1 : 0;
  }
}
