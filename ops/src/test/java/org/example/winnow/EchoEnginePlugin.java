package org.example.winnow;

import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineHost;
import dev.winnow.worker.engine.EnginePlugin;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An engine of another jar: each candidate repeats the question. */
public final class EchoEnginePlugin implements EnginePlugin<EchoEnginePlugin.Options> {
  /** What it repeats, and how. */
  record Options(
      @PluginOption(help = "name to write on candidates", defaultValue = "echo") String model,
      @PluginOption(help = "what follows the question", defaultValue = ".") String suffix,
      @PluginOption(help = "answer in capitals", defaultValue = "false") boolean shout) {}

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String summary() {
    return "the question, 100 % of it";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Supplier<Engine> prepare(Options options, EngineHost host) {
    return () -> new EchoEngine(options);
  }

  private record EchoEngine(Options options) implements Engine {
    @Override
    public void sample(SamplingRequest request, Consumer<Completion> completions) {
      Message question = request.getPrompt().getMessages().getLast();
      String text = question.getContent() + options.suffix();
      String said = options.shout() ? text.toUpperCase(Locale.ROOT) : text;
      for (int i = 0; i < request.getCount(); i++) {
        completions.accept(
            new Completion(request.getFirstIndex() + i, said, FinishReason.STOP, text.length()));
      }
    }

    @Override
    public int concurrency() {
      return 1;
    }

    @Override
    public String model() {
      return options.model() + options.suffix();
    }

    @Override
    public void close() {}
  }
}
