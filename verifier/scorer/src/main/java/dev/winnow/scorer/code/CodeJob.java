package dev.winnow.scorer.code;

import dev.winnow.schemas.ScoringRequest;
import dev.winnow.scorer.code.language.CodeLanguage;
import dev.winnow.scorer.code.language.LanguageTable;
import dev.winnow.scorer.code.language.ResponseCode;
import dev.winnow.scorer.code.sandbox.SandboxLimits;
import dev.winnow.scorer.code.session.RunSettings;
import dev.winnow.scorer.code.session.UnjudgedException;
import dev.winnow.scorer.code.suite.BadTestsException;
import dev.winnow.scorer.code.suite.CodeSuite;
import dev.winnow.scorer.code.suite.CodeTests;
import dev.winnow.scorer.code.suite.SuiteReader;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be run for a request: the program of the response, and the tests of the prompt. Pure.
 *
 * @param tests those that are run
 */
record CodeJob(CodeTests tests, RunSettings settings) {
  private static final String PYTHON = "python";
  private static final int MAX_PROGRAM_CHARS = 1 << 20;
  private static final long MEBI = 1 << 20;

  /** Other work on the machine takes time too. */
  private static final double WALL_PER_CPU = 3;

  private static final double WALL_SECONDS = 4;

  /**
   * Returns the job.
   *
   * @throws UnjudgedException if the request has no program, or no tests that can be used
   */
  static CodeJob of(
      ScoringRequest request,
      CodeOptions options,
      CodeWorkerOptions worker,
      LanguageTable languages)
      throws UnjudgedException {
    CodeSuite suite = suite(request);
    CodeLanguage language = language(request.getResponse(), suite, options, languages);
    boolean isStream = suite.tests() instanceof CodeTests.Streams;
    if (!isStream && !language.name().equals(PYTHON)) {
      throw new UnjudgedException(
          "UNSUPPORTED_TESTS",
          "tests that call functions need a program in python, not in " + language.name());
    }
    String source = source(request.getResponse(), suite, language);
    SandboxLimits limits = limits(suite, options, worker);
    CodeLanguage python = languages.find(PYTHON).orElseThrow();
    RunSettings settings =
        new RunSettings(
            source,
            language.forProgram(source, limits.memoryBytes() / MEBI),
            limits,
            python,
            Duration.ofSeconds(worker.totalSeconds()),
            options.outputs(),
            options.values());
    return new CodeJob(suite.tests().first(options.maxTests()), settings);
  }

  private static CodeSuite suite(ScoringRequest request) throws UnjudgedException {
    String reference =
        request
            .getPrompt()
            .getReference()
            .orElseThrow(() -> new UnjudgedException("NO_TESTS", "the prompt has no reference"));
    try {
      return SuiteReader.read(reference);
    } catch (BadTestsException e) {
      throw new UnjudgedException("BAD_TESTS", String.valueOf(e.getMessage()));
    }
  }

  private static CodeLanguage language(
      String response, CodeSuite suite, CodeOptions options, LanguageTable languages)
      throws UnjudgedException {
    if (!options.language().equals(CodeOptions.AUTO)) {
      return known(languages.find(options.language()), options.language(), languages);
    }
    if (suite.language().isPresent()) {
      String name = suite.language().get();
      return known(languages.find(name).or(() -> languages.ofTag(name)), name, languages);
    }
    Optional<CodeLanguage> tagged = ResponseCode.lastTag(response).flatMap(languages::ofTag);
    return tagged.isPresent() && suite.tests() instanceof CodeTests.Streams
        ? tagged.get()
        : known(languages.find(PYTHON), PYTHON, languages);
  }

  private static CodeLanguage known(
      Optional<CodeLanguage> language, String name, LanguageTable languages)
      throws UnjudgedException {
    return language.orElseThrow(
        () ->
            new UnjudgedException(
                "NO_LANGUAGE",
                "the language '%s' is unknown; known are %s; --languages adds others"
                    .formatted(name, languages.names())));
  }

  /**
   * A response without a code block continues the text that it was asked to continue; a block that
   * is whole by itself may still need what that text defines.
   */
  private static String source(String response, CodeSuite suite, CodeLanguage language)
      throws UnjudgedException {
    Optional<String> block = ResponseCode.find(response, language);
    Optional<String> beginning = suite.beginning();
    String source;
    if (block.isPresent()) {
      source = beginning.map(text -> text.stripTrailing() + "\n\n\n").orElse("") + block.get();
    } else if (beginning.isPresent()) {
      source = beginning.get() + response;
    } else {
      throw new UnjudgedException("NO_CODE", "the response has no closed code block");
    }
    if (source.length() > MAX_PROGRAM_CHARS) {
      throw new UnjudgedException(
          "TOO_LONG", "the program has more than %d characters".formatted(MAX_PROGRAM_CHARS));
    }
    return source;
  }

  private static SandboxLimits limits(
      CodeSuite suite, CodeOptions options, CodeWorkerOptions worker) {
    double seconds =
        Math.min(worker.maxSeconds(), Math.max(1, suite.seconds().orElse(options.seconds())));
    long asked = Math.max(options.memoryMb() * MEBI, suite.memoryBytes().orElse(0));
    return new SandboxLimits(
        (int) Math.ceil(seconds),
        Duration.ofMillis((long) ((seconds * WALL_PER_CPU + WALL_SECONDS) * 1000)),
        Math.min(worker.maxMemoryMb() * MEBI, asked),
        0,
        worker.diskMb() * MEBI,
        (int) (worker.outputMb() * MEBI),
        worker.processes());
  }
}
