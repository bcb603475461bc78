package dev.winnow.ops.reverify;

import dev.winnow.ops.reverify.SkippedRows.Reason;
import dev.winnow.ops.reverify.VerdictDiff.Finding;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.VerdictHistory;
import dev.winnow.verifier.JudgePreview;
import dev.winnow.verifier.StoredCandidate;
import dev.winnow.verifier.TargetVerification;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Judges stored candidates again.
 *
 * <ol>
 *   <li>Reads all rows once, to know the latest verdict on each candidate.
 *   <li>Reads them again, and publishes the candidates whose latest verdict is to be replaced. The
 *       verifier judges them as any other.
 *   <li>Waits for their new rows.
 * </ol>
 *
 * A run that ends in the middle leaves nothing to clean up: what it has published gets its rows,
 * and the next run publishes what has none. The verifier replaces no verdict twice.
 */
public final class Reverify {
  private final TargetVerification target;
  private final ReverifyChoice choice;
  private final SkippedRows skipped = new SkippedRows();
  private final VerdictHistory history = new VerdictHistory();
  private long total;

  /** Creates one run. */
  public Reverify(TargetVerification target, ReverifyChoice choice) {
    this.target = target;
    this.choice = choice;
  }

  /**
   * Judges again through the stream.
   *
   * @param files rows to judge again; empty for those on the topics
   * @param window candidates that are published and not judged, at most; at least 1
   * @param patience how long to wait without any new row
   */
  public ReverifyReport run(
      KafkaConnection connection,
      Optional<StoredRows> files,
      int window,
      Duration patience,
      ReverifyListener listener)
      throws IOException {
    TopicRows topics = new TopicRows(connection);
    topics.forEach(row -> survey(row, files.isEmpty()));
    if (files.isPresent()) {
      files.get().forEach(row -> survey(row, true));
    }
    try (ReverifyFeed feed =
        new ReverifyFeed(
            connection,
            target,
            topics.ends(),
            window,
            patience,
            (judged, waiting) -> listener.progress(judged, waiting, Math.max(total, judged)))) {
      files
          .orElse(topics)
          .forEach(
              row -> {
                if (isChosen(row)) {
                  feed.offer(StoredCandidate.of(row, target.recipe()), row.getId());
                }
              });
      boolean isComplete = feed.finish();
      return new ReverifyReport(
          feed.diff(), skipped, feed.waiting(), feed.overtaken(), feed.verifiers(), isComplete);
    }
  }

  /**
   * Runs the checks of this build in this process, and publishes nothing. Scorers are not asked:
   * they are listed as the reason of what they would decide.
   *
   * @param rows rows to judge again; later verdicts that are not among them are not known
   */
  public ReverifyReport dryRun(StoredRows rows) throws IOException {
    rows.forEach(history::note);
    VerdictDiff diff = new VerdictDiff();
    JudgePreview preview = new JudgePreview();
    Consumer<Sample> judge =
        row -> {
          if (isChosen(row)) {
            Candidate candidate = StoredCandidate.of(row, target.recipe());
            diff.add(new Finding(row.getOutcome(), row.getReason()), after(preview.of(candidate)));
          }
        };
    rows.forEach(judge);
    return new ReverifyReport(diff, skipped, 0, 0, Set.of(), true);
  }

  private static Finding after(JudgePreview.Result result) {
    return result.scorers().isEmpty()
        ? new Finding(result.outcome(), result.reason())
        : new Finding(
            result.outcome(), "%s, before %s".formatted(result.reason(), result.scorers()));
  }

  /** A row that replaces another takes the place of that one in the total. */
  private void survey(Sample row, boolean isCounted) {
    history.note(row);
    if (isCounted && row.getRecipe().equals(target.recipe().getName())) {
      total += TargetVerification.isJudgeable(row) && counts(StoredCandidate.verdict(row)) ? 1 : 0;
      total -= row.getReplaces().filter(this::counts).isPresent() ? 1 : 0;
    }
  }

  private boolean counts(ReplacedVerdict verdict) {
    return choice.isWanted(verdict) && !choice.isUpToDate(verdict, target);
  }

  private boolean isChosen(Sample row) {
    Optional<Reason> reason = reasonToSkip(row);
    reason.ifPresent(skipped::add);
    return reason.isEmpty();
  }

  private Optional<Reason> reasonToSkip(Sample row) {
    if (!row.getRecipe().equals(target.recipe().getName())) {
      return Optional.of(Reason.OTHER_RECIPE);
    }
    if (!history.isLatest(row.getId(), Revision.of(row.getReplaces()))) {
      return Optional.of(Reason.REPLACED);
    }
    ReplacedVerdict verdict = StoredCandidate.verdict(row);
    if (!choice.isWanted(verdict)) {
      return Optional.of(Reason.NOT_WANTED);
    }
    if (!TargetVerification.isJudgeable(row)) {
      return Optional.of(Reason.NO_RESPONSE);
    }
    return choice.isUpToDate(verdict, target) ? Optional.of(Reason.UP_TO_DATE) : Optional.empty();
  }
}
