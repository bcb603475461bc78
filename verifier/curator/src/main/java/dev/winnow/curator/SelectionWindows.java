package dev.winnow.curator;

import dev.winnow.curator.recipe.CompiledCuration;
import dev.winnow.curator.select.Selecting;
import dev.winnow.curator.select.WindowSettings;
import dev.winnow.runtime.kafka.PromptOutput;
import dev.winnow.runtime.kafka.PromptStoreKeys;
import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.OpenWindow;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.WaitingPrompt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows of prompts of one partition, over which recipes select.
 *
 * <ol>
 *   <li>A prompt that has ended enters the open window of its recipe, selection rule, seed and
 *       judges; the first one opens it. The rows of the prompt stay in their store.
 *   <li>A window closes when it is full, when it is older than its recipe allows, or when the
 *       planner forgets one of its prompts. So every row that enters is decided upon.
 *   <li>A window that closes is selected from as a whole, and what is selected is written. The
 *       order in which its prompts entered does not matter any more.
 * </ol>
 *
 * <p>Which prompts share a window depends on the order in which they ended. A prompt that continues
 * and ends again while it waits takes part once, with the rows of both.
 */
final class SelectionWindows {
  /** A window closes before its recipe wants it to if it has this many rows or characters. */
  private static final int MAX_ROWS = 1 << 14;

  private static final long MAX_CHARACTERS = 64L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(SelectionWindows.class);

  private final CuratorStores stores;
  private final PromptOutput output;

  SelectionWindows(CuratorStores stores, PromptOutput output) {
    this.stores = stores;
    this.output = output;
  }

  /**
   * Lets a prompt that has ended wait for its window, if any of its rows can be selected. The
   * caller stores the prompt, and then calls {@link #closeIfFull}.
   *
   * @param rows its accepted and rejected rows
   */
  void enter(CuratedPrompt prompt, Progress end, Selecting selecting, List<Sample> rows) {
    List<Sample> accepted = PromptCuration.accepted(rows);
    List<Sample> usable = selecting.needsScores() ? ComparableRows.of(accepted) : accepted;
    if (usable.isEmpty()) {
      return;
    }
    Optional<String> judges =
        Optional.of(usable.getFirst())
            .filter(row -> selecting.needsScores())
            .map(ComparableRows::judges);
    CurationRule rule = end.getCuration().orElseThrow().getSelected().orElseThrow();
    String key = prompt.getWaitsIn().orElseGet(() -> key(end, rule, judges));
    OpenWindow window =
        stores.windows().find(key).orElseGet(() -> open(end, rule, judges, output.now()));
    if (prompt.getWaitsIn().isEmpty()) {
      prompt.setWaitsIn(key);
      prompt.setPlace(window.getPrompts());
      window.setPrompts(window.getPrompts() + 1);
    }
    window.setRows(window.getRows() + usable.size());
    window.setCharacters(
        window.getCharacters() + usable.stream().mapToLong(SelectionWindows::characters).sum());
    stores.windows().put(key, window);
    stores
        .waiting()
        .put(PromptStoreKeys.of(key, prompt.getPlace()), waiting(end, prompt.getPasses()));
  }

  /** Closes the window in which this prompt waits, if the window is full. */
  void closeIfFull(CuratedPrompt prompt) {
    Optional<String> key = prompt.getWaitsIn();
    key.flatMap(stores.windows()::find)
        .filter(SelectionWindows::isFull)
        .ifPresent(window -> close(key.orElseThrow(), window, "full"));
  }

  /** Closes the windows that have been open for long enough. */
  void closeOld() {
    Instant now = output.now();
    for (String key : stores.windows().keys()) {
      stores
          .windows()
          .find(key)
          .filter(window -> !window.getOpenedAt().plus(settings(window).maxAge()).isAfter(now))
          .ifPresent(window -> close(key, window, "old"));
    }
  }

  /** Closes the window in which this prompt waits: the planner is about to forget the prompt. */
  void closeBeforeForgetting(CuratedPrompt prompt) {
    Optional<String> key = prompt.getWaitsIn();
    key.flatMap(stores.windows()::find)
        .ifPresent(window -> close(key.orElseThrow(), window, "forgotten"));
  }

  private void close(String key, OpenWindow window, String why) {
    List<WindowMember> members = members(key, window);
    List<Sample> selected = new WindowCuration(window, selecting(window), members).selected();
    Map<String, List<Sample>> byPrompt =
        selected.stream().collect(Collectors.groupingBy(Sample::getPromptId));
    selected.forEach(row -> output.write(CuratorTopology.SELECTED_SINK, row.getPromptId(), row));
    for (WindowMember member : members) {
      remember(member, byPrompt.getOrDefault(member.waiting().getPromptId(), List.of()));
    }
    for (int place = 0; place < window.getPrompts(); place++) {
      stores.waiting().forget(PromptStoreKeys.of(key, place));
    }
    stores.windows().forget(key);
    LOG.info(
        "recipe={} window={} event=closed why={} prompts={} rows={} selected={}",
        window.getRecipe(),
        window.getId(),
        why,
        window.getPrompts(),
        window.getRows(),
        selected.size());
  }

  private List<WindowMember> members(String key, OpenWindow window) {
    List<WindowMember> members = new ArrayList<>();
    for (int place = 0; place < window.getPrompts(); place++) {
      WaitingPrompt waiting = stores.waiting().find(PromptStoreKeys.of(key, place)).orElseThrow();
      String promptId = waiting.getPromptId();
      CuratedPrompt prompt = stores.prompts().find(promptId).orElseThrow();
      // The rejected rows are dropped at once, so that only what the window bounds stays in memory.
      members.add(
          new WindowMember(
              prompt, waiting, PromptCuration.accepted(stores.rows().decided(promptId))));
    }
    return members;
  }

  private void remember(WindowMember member, List<Sample> selected) {
    CuratedPrompt prompt = member.prompt();
    String promptId = member.waiting().getPromptId();
    selected.forEach(row -> PromptCuration.remember(prompt, row));
    prompt.setWaitsIn(null);
    prompt.setWindows(prompt.getWindows() + 1);
    if (PromptEnds.isOver(prompt)) {
      stores.close(promptId, prompt);
    }
    stores.prompts().put(promptId, prompt);
  }

  private static OpenWindow open(
      Progress end, CurationRule rule, Optional<String> judges, Instant now) {
    return OpenWindow.newBuilder()
        .setId("%s@%d".formatted(end.getPromptId(), now.toEpochMilli()))
        .setRecipe(end.getRecipe())
        .setRule(rule)
        .setSeed(end.getSeed())
        .setJudges(judges.orElse(null))
        .setOpenedAt(now)
        .build();
  }

  private static WaitingPrompt waiting(Progress end, int pass) {
    return WaitingPrompt.newBuilder()
        .setPromptId(end.getPromptId())
        .setOrdered(end.getOrdered())
        .setPass(pass)
        .setPassRate(end.getPassRate().orElse(null))
        .build();
  }

  private static boolean isFull(OpenWindow window) {
    return window.getPrompts() >= settings(window).prompts()
        || window.getRows() >= MAX_ROWS
        || window.getCharacters() >= MAX_CHARACTERS;
  }

  private static WindowSettings settings(OpenWindow window) {
    return selecting(window).settings().overWindow().orElseThrow();
  }

  private static Selecting selecting(OpenWindow window) {
    return CompiledCuration.compile(new Curation(window.getRule(), null)).selecting().orElseThrow();
  }

  private static long characters(Sample row) {
    return row.getResponse().length()
        + row.getMessages().stream().mapToLong(message -> message.getContent().length()).sum();
  }

  /** Windows of one recipe are apart where their selections could not be compared. */
  private static String key(Progress end, CurationRule rule, Optional<String> judges) {
    // Maps are sorted, since equal ones may print in different orders.
    String compared =
        String.join(
            "\n",
            rule.getPolicy(),
            new TreeMap<>(rule.getSettings()).toString(),
            new TreeMap<>(rule.getOptions()).toString(),
            String.valueOf(end.getSeed()),
            judges.orElse(""));
    return end.getRecipe()
        + "\n"
        + UUID.nameUUIDFromBytes(compared.getBytes(StandardCharsets.UTF_8));
  }
}
