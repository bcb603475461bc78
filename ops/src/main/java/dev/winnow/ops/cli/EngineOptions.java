package dev.winnow.ops.cli;

import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.djl.DjlEngine;
import dev.winnow.worker.engine.djl.DjlEngineConfig;
import dev.winnow.worker.engine.openai.OpenAiConfig;
import dev.winnow.worker.engine.openai.OpenAiEngine;
import dev.winnow.worker.engine.replay.ReplayConfig;
import dev.winnow.worker.engine.replay.ReplayEngine;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which engine samples, and how it is set up. */
final class EngineOptions {
  /** The engines, each with the class that holds the options of its own. */
  enum Kind {
    DJL(DjlOptions.class),
    OPENAI(OpenAiOptions.class),
    REPLAY(ReplayOptions.class);

    private final Class<?> options;

    Kind(Class<?> options) {
      this.options = options;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--engine",
      defaultValue = "djl",
      description = {
        "Who samples: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "djl: in this process. openai: a server that speaks OpenAI's chat completions, such as vLLM, SGLang, llama.cpp, Ollama, TGI. replay: recorded responses."
      })
  private Kind kind;

  @Option(
      names = "--model",
      description = {
        "djl: a Hugging Face directory (default: the shipped model). openai: the model's name on the server.",
        "replay: the name to write on candidates (default: replay)."
      })
  private @Nullable String model;

  @Mixin private DjlOptions djl;
  @Mixin private OpenAiOptions openAi;
  @Mixin private ReplayOptions replay;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Opens the engine, as often as asked. All options have been checked when this returns.
   *
   * @throws ParameterException if options are missing, wrong, or another engine's
   */
  Supplier<Engine> engine() {
    return engine(DjlEngineConfig.processors());
  }

  /**
   * The same for a process that runs broker and stages too: an engine with a thread for each
   * processor waits for them, and its threads for each other.
   *
   * @throws ParameterException if options are missing, wrong, or another engine's
   */
  Supplier<Engine> engineBesideTheService() {
    return engine(Math.max(1, DjlEngineConfig.processors() / 2));
  }

  private Supplier<Engine> engine(int defaultThreads) {
    refuseOptionsOfOthers();
    try {
      return switch (kind) {
        case DJL -> {
          DjlEngineConfig config = djl.config(Optional.ofNullable(model), defaultThreads);
          yield () -> new DjlEngine(config);
        }
        case OPENAI -> {
          OpenAiConfig config = openAi.config(requireModel());
          yield () -> new OpenAiEngine(config);
        }
        case REPLAY -> {
          requireReplayFile();
          ReplayConfig config = replay.config(Optional.ofNullable(model));
          yield () -> new ReplayEngine(config);
        }
      };
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private void refuseOptionsOfOthers() {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      for (Kind other : Kind.values()) {
        if (other != kind && isOptionOf(other, option)) {
          throw wrong(
              "%s belongs to --engine %s, not to --engine %s"
                  .formatted(option.longestName(), other, kind),
              null);
        }
      }
    }
  }

  private static boolean isOptionOf(Kind kind, OptionSpec option) {
    return option.userObject() instanceof Field field && field.getDeclaringClass() == kind.options;
  }

  private String requireModel() {
    if (model == null) {
      throw wrong(
          "--engine openai needs --model NAME, the model's name on the server (GET /v1/models lists them)",
          null);
    }
    return model;
  }

  private void requireReplayFile() {
    if (!replay.hasFiles()) {
      throw wrong("--engine replay needs --replay-file FILE", null);
    }
  }

  private ParameterException wrong(String message, @Nullable Exception cause) {
    return new ParameterException(command.commandLine(), message, cause);
  }
}
