package dev.winnow.curator;

import dev.winnow.curator.recipe.CompiledCuration;
import dev.winnow.curator.select.Selecting;
import dev.winnow.runtime.kafka.PromptOutput;
import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Sample;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Curates the prompts of one partition.
 *
 * <ol>
 *   <li>Keeps the rows of a prompt until it has ended and as many of each outcome are there as its
 *       progress counts.
 *   <li>Applies the recipe's policies, as the progress has them, and writes what they choose. Where
 *       the recipe selects over a window of prompts, the prompt waits in {@link SelectionWindows}.
 *   <li>Drops the rows, unless the prompt may continue: after its budget is raised, or it is opened
 *       again after a failure. If it continues and ends again, it is curated again over all of its
 *       rows. What was written stays and counts, so a later pass only adds.
 *   <li>Forgets the prompt that the planner has forgotten.
 * </ol>
 *
 * Rows that replace a verdict, and rows of recipes without curation, are not curated. Streams
 * commits input, stores and outputs in one transaction, so each prompt is curated once for each of
 * its ends.
 */
final class Curator {
  private static final Logger LOG = LoggerFactory.getLogger(Curator.class);

  private final AvroStore<String, CuratedPrompt> prompts;
  private final PromptRows rows;
  private final CuratorStores stores;
  private final SelectionWindows windows;
  private final PromptOutput output;

  Curator(CuratorStores stores, PromptOutput output) {
    this.prompts = stores.prompts();
    this.rows = stores.rows();
    this.stores = stores;
    this.windows = new SelectionWindows(stores, output);
    this.output = output;
  }

  /** Returns whether rows of this prompt are not needed any more. */
  boolean isClosed(String promptId) {
    return prompts.find(promptId).map(CuratedPrompt::getIsClosed).orElse(false);
  }

  /**
   * Takes a row that keeps to the rules.
   *
   * @param bytes the row as its record has it
   */
  void onRow(Sample row, byte[] bytes) {
    if (row.getReplaces().isPresent()) {
      return;
    }
    String promptId = row.getPromptId();
    CuratedPrompt prompt = prompts.find(promptId).orElseGet(Curator::unknown);
    if (prompt.getIsClosed() || rows.has(promptId, row.getIndex())) {
      return;
    }
    rows.put(row, bytes);
    count(prompt, row.getOutcome());
    curateIfComplete(promptId, prompt);
    put(promptId, prompt);
  }

  /**
   * Takes progress that keeps to the rules.
   *
   * @throws dev.winnow.schemas.plugin.BadOptionsException if it names a curation that cannot be
   *     used; nothing is changed then
   */
  void onProgress(Progress progress) {
    String promptId = progress.getPromptId();
    CuratedPrompt prompt = prompts.find(promptId).orElseGet(Curator::unknown);
    // Without a version the recipe is not known yet, and so neither is its curation.
    if (prompt.getIsClosed() || progress.getRecipeVersion().isEmpty()) {
      return;
    }
    Optional<Curation> curation = progress.getCuration();
    if (curation.isEmpty()) {
      stores.close(promptId, prompt);
    } else {
      CompiledCuration unused = CompiledCuration.compile(curation.get());
      prompt.setProgress(progress);
      curateIfComplete(promptId, prompt);
    }
    put(promptId, prompt);
  }

  /** Closes the windows that have been open for long enough. */
  void onTick() {
    windows.closeOld();
  }

  void forget(String promptId) {
    prompts.find(promptId).ifPresent(windows::closeBeforeForgetting);
    rows.forget(promptId);
    prompts.forget(promptId);
  }

  private static CuratedPrompt unknown() {
    return CuratedPrompt.newBuilder().build();
  }

  /** A window that closes reads the states of its prompts, so this one is stored before. */
  private void put(String promptId, CuratedPrompt prompt) {
    prompts.put(promptId, prompt);
    windows.closeIfFull(prompt);
  }

  private static void count(CuratedPrompt prompt, Outcome outcome) {
    switch (outcome) {
      case ACCEPTED -> prompt.setAccepted(prompt.getAccepted() + 1);
      case REJECTED -> prompt.setRejected(prompt.getRejected() + 1);
      case UNDECIDED -> prompt.setUndecided(prompt.getUndecided() + 1);
    }
  }

  private void curateIfComplete(String promptId, CuratedPrompt prompt) {
    prompt
        .getProgress()
        .filter(PromptStates::hasEnded)
        .filter(progress -> PromptEnds.isComplete(prompt, progress))
        .filter(progress -> prompt.getPasses() == 0 || progress.getJudged() > prompt.getJudged())
        .ifPresent(progress -> curate(promptId, prompt, progress));
  }

  private void curate(String promptId, CuratedPrompt prompt, Progress progress) {
    CompiledCuration curation = CompiledCuration.compile(progress.getCuration().orElseThrow());
    prompt.setPasses(prompt.getPasses() + 1);
    List<Sample> decided = rows.decided(promptId);
    PromptCuration pass = new PromptCuration(prompt, progress, decided);
    List<Sample> selected =
        curation
            .selecting()
            .filter(selecting -> !selecting.isOverWindow())
            .map(pass::selected)
            .orElse(List.of());
    List<Pair> pairs =
        curation.pairing().map(pairing -> pass.pairs(pairing, output.now())).orElse(List.of());
    selected.forEach(row -> output.write(CuratorTopology.SELECTED_SINK, promptId, row));
    pairs.forEach(pair -> output.write(CuratorTopology.PAIRS_SINK, promptId, pair));
    remember(prompt, progress, selected, pairs);
    LOG.debug(
        "prompt={} event=curated pass={} selected={} pairs={}",
        promptId,
        prompt.getPasses(),
        selected.size(),
        pairs.size());
    curation
        .selecting()
        .filter(Selecting::isOverWindow)
        .ifPresent(selecting -> windows.enter(prompt, progress, selecting, decided));
    if (!PromptEnds.mayContinue(progress) && prompt.getWaitsIn().isEmpty()) {
      stores.close(promptId, prompt);
    }
  }

  private static void remember(
      CuratedPrompt prompt, Progress progress, List<Sample> selected, List<Pair> pairs) {
    prompt.setJudged(progress.getJudged());
    selected.forEach(row -> PromptCuration.remember(prompt, row));
    pairs.forEach(pair -> prompt.getPairs().add(pair.getId()));
  }
}
