package dev.winnow.ops.console;

import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.ops.status.FollowedPrompts;
import dev.winnow.ops.status.RecipeTotals;
import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The prompts on disk, with lists of them by recipe, state and reason, and the newest rows by
 * outcome and reason. The heap holds the counts of the recipes alone, whatever the number of
 * prompts. One thread writes; any may read.
 */
final class PromptIndex implements FollowedPrompts, AutoCloseable {
  private static final byte[] NOTHING = {};

  static {
    AvroTrust.install();
  }

  private final RecordStore store;
  private final RecipeTotals totals = new RecipeTotals();
  private final ReasonCounts reasons = new ReasonCounts();
  private final NewestRows newest;
  private final DifficultyCounts difficulty = new DifficultyCounts();
  private final DeadLetterIndex letters;
  private final RecipeVersions versions;
  private final StoredTable<String, RecipeTotals.Sums> storedTotals =
      new StoredTable<>("totals", String.class, RecipeTotals.Sums.class);
  private final PoolPrices prices = new PoolPrices();
  private final Map<TopicPartition, Long> positions;

  /** Creates an index with the content of the store, which may be empty. */
  PromptIndex(RecordStore store) {
    this(store, Map.of());
  }

  /**
   * @param positions offsets of the first records that the store does not have yet
   */
  PromptIndex(RecordStore store, Map<TopicPartition, Long> positions) {
    this.store = store;
    this.positions = Map.copyOf(positions);
    this.newest = new NewestRows(store);
    this.letters = new DeadLetterIndex(store);
    this.versions = new RecipeVersions(store);
    storedTotals.load(store, totals::restore);
    reasons.load(store);
    difficulty.load(store);
    prices.load(store);
  }

  /** Writes the counts of the heap into the store. For the writing thread. */
  void save() {
    storedTotals.save(store, totals::sums);
    reasons.save(store);
    difficulty.save(store);
    letters.save();
    prices.save(store);
  }

  @Override
  public Map<TopicPartition, Long> positions() {
    return positions;
  }

  @Override
  public void progress(byte[] promptId, Optional<Progress> progress) {
    String id = new String(promptId, StandardCharsets.UTF_8);
    Optional<Progress> before = find(id);
    List<String> old = before.map(IndexKeys::lists).orElse(List.of());
    List<String> now = progress.map(IndexKeys::lists).orElse(List.of());
    old.stream().filter(key -> !now.contains(key)).forEach(store::remove);
    now.stream().filter(key -> !old.contains(key)).forEach(key -> store.put(key, NOTHING));
    if (progress.isPresent()) {
      store.put(IndexKeys.prompt(id), AvroBytes.of(progress.get()));
    } else {
      store.remove(IndexKeys.prompt(id));
    }
    totals.replace(before, progress);
    before.map(Progress::getRecipe).ifPresent(storedTotals::changed);
    progress.map(Progress::getRecipe).ifPresent(storedTotals::changed);
    difficulty.replace(before, progress);
  }

  @Override
  public void recipe(String name, Optional<Recipe> version) {
    versions.add(name, version);
  }

  @Override
  public void worker(WorkerStatus report) {
    prices.add(report);
  }

  @Override
  public void deadLetter(StoredDeadLetter letter) {
    letters.add(letter);
  }

  /** Returns how the ended prompts of recipes passed. */
  DifficultyCounts difficulty() {
    return difficulty;
  }

  /** Returns what tokens cost. */
  PoolPrices prices() {
    return prices;
  }

  /** Returns the dead letters. */
  DeadLetterIndex letters() {
    return letters;
  }

  /** Returns the published recipes. */
  RecipeVersions versions() {
    return versions;
  }

  @Override
  public void verdict(Verdict verdict, long timestamp) {
    String id = verdict.getPromptId();
    VerdictSpan span = span(id).orElse(new VerdictSpan(timestamp, 0)).with(timestamp);
    store.put(IndexKeys.verdicts(id), span.bytes());
    newest.add(reasons.add(verdict), id, verdict.getIndex());
  }

  @Override
  public boolean wantsWholeTopics() {
    return true;
  }

  /** {@inheritDoc} For the writing thread. */
  @Override
  public List<RecipeStatus> recipes() {
    return totals.recipes();
  }

  /** Returns the verdicts by reason, the most frequent first. For the writing thread. */
  List<ReasonCounts.Count> reasons() {
    return reasons.list();
  }

  /** Returns the latest progress of a prompt. */
  Optional<Progress> find(String promptId) {
    byte[] value = store.get(IndexKeys.prompt(promptId));
    return value == null ? Optional.empty() : Optional.of(AvroBytes.progress(value));
  }

  /** Returns the verdicts on a prompt's candidates; empty while there are none. */
  Optional<VerdictSpan> span(String promptId) {
    byte[] value = store.get(IndexKeys.verdicts(promptId));
    return value == null ? Optional.empty() : Optional.of(VerdictSpan.from(value));
  }

  /** Returns the newest rows with an outcome and a reason, the newest first. */
  List<NewestRows.Row> rows(String recipe, Outcome outcome, String reason, int limit) {
    return newest.list(recipe, outcome, reason, limit);
  }

  /**
   * Returns a part of a list of prompts.
   *
   * @param after {@code next} of the part before; empty for the beginning
   * @param limit most prompts returned
   */
  PromptPage prompts(PromptFilter filter, String after, int limit) {
    String list = IndexKeys.list(filter);
    List<String> keys =
        store.keys(list + filter.idPrefix(), after.isEmpty() ? "" : list + after, limit + 1);
    List<ListedPrompt> rows = new ArrayList<>();
    for (String key : keys.subList(0, Math.min(limit, keys.size()))) {
      // A prompt that was forgotten after the list was read is left out.
      find(IndexKeys.id(filter, key.substring(list.length())))
          .map(ListedPrompt::of)
          .ifPresent(rows::add);
    }
    String next = keys.size() > limit ? keys.get(limit - 1).substring(list.length()) : null;
    return new PromptPage(rows, next);
  }

  @Override
  public void close() {
    store.close();
  }
}
