package dev.winnow.scorer.code;

import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.schemas.Prompt;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.scorer.code.language.LanguageTable;
import dev.winnow.scorer.code.sandbox.SandboxConfig;
import dev.winnow.scorer.code.suite.BadTestsException;
import dev.winnow.scorer.code.suite.CodeSuite;
import dev.winnow.scorer.code.suite.SuiteReader;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes tests of programs known as {@code code}. */
public final class CodePlugin implements ScorerPlugin<CodeOptions, CodeWorkerOptions> {
  @Override
  public String name() {
    return "code";
  }

  @Override
  public String summary() {
    return "programs, by the share of their tests that pass; in bubblewrap, or on a server that"
        + " speaks as SandboxFusion or Piston";
  }

  @Override
  public Class<CodeOptions> options() {
    return CodeOptions.class;
  }

  @Override
  public Class<CodeWorkerOptions> workerOptions() {
    return CodeWorkerOptions.class;
  }

  /** Programs with chance or little time left aside, the same program passes the same tests. */
  @Override
  public boolean isRepeatable(CodeOptions options) {
    return true;
  }

  /** Every test must pass, unless the recipe says otherwise. */
  @Override
  public Optional<String> acceptance(String scorer, CodeOptions options) {
    return Optional.of(scorer + " >= 1.0");
  }

  @Override
  public Optional<String> misfit(CodeOptions options, Prompt prompt) {
    if (prompt.getReference().isEmpty()) {
      return Optional.of("it has no tests; give the prompt a row with tests as its reference");
    }
    try {
      CodeSuite unused = SuiteReader.read(prompt.getReference().get());
      return Optional.empty();
    } catch (BadTestsException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Supplier<ScorerEngine<CodeOptions>> prepare(CodeWorkerOptions options) {
    LanguageTable languages = LanguageTable.read(options.languages());
    return options.runnerUrl().isPresent()
        ? remote(options, languages, options.runnerUrl().get())
        : local(options, languages);
  }

  private static Supplier<ScorerEngine<CodeOptions>> remote(
      CodeWorkerOptions options, LanguageTable languages, URI url) {
    HttpServerConfig unused = RemoteRunner.server(options, url);
    return () ->
        new CodeEngine(
            options,
            languages,
            new RemoteRunner(options, url, System::getenv),
            options.runnerDialect().name().toLowerCase(Locale.ROOT));
  }

  private static Supplier<ScorerEngine<CodeOptions>> local(
      CodeWorkerOptions options, LanguageTable languages) {
    SandboxConfig config =
        new SandboxConfig(options.bwrap(), options.readOnly(), options.cgroup());
    return () ->
        new CodeEngine(
            options,
            languages,
            new LocalRunner(config, languages, InstantSource.system()),
            "bubblewrap");
  }
}
