package dev.winnow.ops.console.action;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.deadletters.DeadLetterFilter;
import dev.winnow.ops.deadletters.RepublishReport;
import dev.winnow.ops.deadletters.Republisher;
import dev.winnow.ops.retry.Retry;
import dev.winnow.ops.retry.RetrySummary;
import dev.winnow.ops.reverify.PublishedRecipes;
import dev.winnow.ops.reverify.Reverify;
import dev.winnow.ops.reverify.ReverifyChoice;
import dev.winnow.ops.reverify.ReverifyPrinter;
import dev.winnow.ops.reverify.ReverifyReport;
import dev.winnow.ops.reverify.ScorerPermission;
import dev.winnow.ops.reverify.TopicRows;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Recipe;
import dev.winnow.verifier.TargetVerification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator repeats in the stream, by the classes of the commands of the same names. */
public final class StreamActions {
  private static final int WINDOW = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private StreamActions() {}

  /** An action with two ways to do it. */
  private record Simple(String name, String target, Way look, Way act) implements OperatorAction {
    @FunctionalInterface
    interface Way {
      ActionResult go() throws Exception;
    }

    @Override
    public ActionResult preview() throws Exception {
      return look.go();
    }

    @Override
    public ActionResult run() throws Exception {
      return act.go();
    }
  }

  /**
   * Returns the action that reopens the failed prompts of a recipe.
   *
   * @param reasons codes of the failures; empty for all
   */
  public static OperatorAction retry(
      KafkaConnection connection, String recipe, Set<String> reasons) {
    return new Simple(
        "retry",
        target(recipe, reasons),
        () -> retried(new Retry(connection, Optional.of(recipe), reasons).dryRun(), true),
        () -> retried(new Retry(connection, Optional.of(recipe), reasons).run(n -> {}), false));
  }

  /** Returns the action that judges a recipe's candidates again by its published version. */
  public static OperatorAction reverify(
      KafkaConnection connection, String recipe, ReverifyChoice choice) {
    return new Simple(
        "reverify",
        target(recipe, choice.reasons()),
        () -> {
          Recipe target = PublishedRecipes.require(connection, recipe);
          ReverifyReport report =
              new Reverify(TargetVerification.of(target), choice).dryRun(new TopicRows(connection));
          return reverified(report, target, report.diff().total() > 0);
        },
        () -> {
          Recipe target = PublishedRecipes.require(connection, recipe);
          requirePermission(target);
          ReverifyReport report =
              new Reverify(TargetVerification.of(target), choice)
                  .run(connection, Optional.empty(), WINDOW, PATIENCE, (judged, wait, all) -> {});
          return reverified(report, target, report.diff().total() > 0);
        });
  }

  /** Returns the action that publishes the records of dead letters again. */
  public static OperatorAction republish(
      KafkaConnection connection, DeadLetterFilter filter, String target) {
    return new Simple(
        "republish",
        target,
        () -> republished(new Republisher(connection).dryRun(filter), true),
        () -> republished(new Republisher(connection).run(filter, n -> {}), false));
  }

  private static String target(String recipe, Set<String> reasons) {
    return reasons.isEmpty() ? recipe : recipe + " " + String.join(",", reasons);
  }

  private static void requirePermission(Recipe recipe) {
    ScorerPermission.refusal(recipe, Set.of(), Installed.catalog().verification().scorers())
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(
                  "%s; use 'winnow reverify --name %s'".formatted(why, recipe.getName()));
            });
  }

  private static ActionResult retried(RetrySummary summary, boolean isPreview) {
    List<String> effects = new ArrayList<>();
    summary
        .byReason()
        .forEach(
            (code, prompts) -> effects.add("%,d prompts failed: %s.".formatted(prompts, code)));
    if (summary.failed() == 0) {
      effects.add("No such prompt has failed.");
    } else if (isPreview) {
      effects.add("They are published again and go on where they stood, with new candidates.");
    } else {
      effects.add("%,d prompts are reopened.".formatted(summary.reopened()));
    }
    if (summary.missing() > 0) {
      effects.add(
          "%,d are no longer on the topic of prompts; publish them again from their file, such as %s."
              .formatted(summary.missing(), summary.named()));
    }
    return new ActionResult(effects, summary.failed() > 0, null, summary);
  }

  private static ActionResult reverified(ReverifyReport report, Recipe recipe, boolean changes) {
    StringWriter text = new StringWriter();
    ReverifyPrinter.print(report, recipe, new PrintWriter(text));
    return new ActionResult(text.toString().lines().toList(), changes, recipe.getVersion(), null);
  }

  private static ActionResult republished(RepublishReport report, boolean isPreview) {
    List<String> effects = new ArrayList<>();
    String verb = isPreview ? "would be" : "were";
    report
        .published()
        .forEach(
            (topic, count) ->
                effects.add("%,d records %s published to %s again.".formatted(count, verb, topic)));
    if (report.published().isEmpty()) {
      effects.add("Nothing is published.");
    } else if (isPreview) {
      effects.add(
          "Their readers drop what they have processed. A record whose cause is not mended becomes"
              + " a dead letter again.");
    }
    report.left().forEach(left -> effects.add("Left %s: %s.".formatted(left.id(), left.reason())));
    if (report.leftCount() > report.left().size()) {
      effects.add("%,d more are left.".formatted(report.leftCount() - report.left().size()));
    }
    return new ActionResult(effects, !report.published().isEmpty(), null, report);
  }
}
