package dev.winnow.scorer.code;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Tools;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.TransientScoringException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine that runs programs on this machine; tests are skipped where that needs what is missing.
 */
final class CodeHarness implements AutoCloseable {
  static final String SCORE = "tests";

  private final ScorerEngine<CodeOptions> engine;
  private final CodeOptions options;

  private CodeHarness(Map<String, String> worker, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(worker);
    all.putIfAbsent("parallel", "2");
    this.engine = new CodePlugin().prepare(Options.bind(CodeWorkerOptions.class, all)).get();
    this.options = Options.bind(CodeOptions.class, options);
  }

  /** Opens an engine, or skips the test where bubblewrap or Python is not installed. */
  static CodeHarness open(Map<String, String> worker, Map<String, String> options) {
    requireProgram("bwrap");
    requireProgram("python3");
    return new CodeHarness(worker, options);
  }

  static CodeHarness open() {
    return open(Map.of(), Map.of("seconds", "2"));
  }

  /** Skips the test where this program is not installed. */
  static void requireProgram(String name) {
    Tools.start(new ProcessBuilder(name, "--version").redirectErrorStream(true)).destroy();
  }

  /** Opens an engine without asking for what it needs. */
  static CodeHarness unchecked(Map<String, String> worker) {
    return new CodeHarness(worker, Map.of());
  }

  ScoringResult result(String tests, String response) {
    try {
      return engine.score(options, List.of(request(tests, response))).getFirst();
    } catch (TransientScoringException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The share of tests that passed; fails where there is none. */
  double share(String tests, String response) {
    return switch (result(tests, response)) {
      case Values values -> values.values().get(SCORE);
      case Failed failed -> throw new AssertionError(failed.code() + ": " + failed.reason());
    };
  }

  /** The share, for a program in Python. */
  double python(String tests, String program) {
    return share(tests, block("python", program));
  }

  /** The code of a failure; fails where there is a score. */
  String failure(String tests, String response) {
    return switch (result(tests, response)) {
      case Values values -> throw new AssertionError("scored: " + values);
      case Failed failed -> failed.code();
    };
  }

  static String block(String tag, String program) {
    return "Here it is.\n```" + tag + "\n" + program + "\n```\n";
  }

  static ScoringRequest request(String tests, String response) {
    Prompt prompt = Prompt.newBuilder(Records.prompt("p")).setReference(tests).build();
    return ScoringRequests.request(
        prompt, 0, response, ScoringRequests.scorer("code", Map.of(), SCORE));
  }

  ScorerEngine<CodeOptions> engine() {
    return engine;
  }

  @Override
  public void close() {
    engine.close();
  }
}
