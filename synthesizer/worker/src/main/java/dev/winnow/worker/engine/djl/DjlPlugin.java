package dev.winnow.worker.engine.djl;

import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineHost;
import dev.winnow.worker.engine.EnginePlugin;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the in-process engine known as {@code djl}. */
public final class DjlPlugin implements EnginePlugin<DjlPlugin.Options> {
  /** What an operator may set; {@link DjlEngineConfig} says what is legal. */
  public record Options(
      @PluginOption(
              help = "a Hugging Face directory; left out, the shipped model",
              placeholder = "DIRECTORY")
          Optional<Path> model,
      @PluginOption(help = "auto, cpu or cuda:N", defaultValue = "auto", placeholder = "DEVICE")
          String device,
      @PluginOption(help = "float32 or bfloat16", defaultValue = "float32", placeholder = "DTYPE")
          String dtype,
      @PluginOption(help = "candidates decoded by one call", defaultValue = "16") int batchRows,
      @PluginOption(help = "most candidates in flight", defaultValue = "64") int maxRows,
      @PluginOption(
              help =
                  "threads of one operation; left out, OMP_NUM_THREADS, else the machine's"
                      + " processors, and half of them in demo and local, where broker and stages"
                      + " run beside")
          Optional<Integer> torchThreads,
      @PluginOption(
              help =
                  "a Jinja chat template, or none for a completion model; left out, the model's"
                      + " own",
              placeholder = "FILE|none")
          Optional<String> chatTemplate) {}

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String summary() {
    return "in this process, with PyTorch, from a Hugging Face directory";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Supplier<Engine> prepare(Options options, EngineHost host) {
    DjlEngineConfig config =
        new DjlEngineConfig(
            model(options, host),
            options.device(),
            options.dtype(),
            options.batchRows(),
            options.maxRows(),
            options.torchThreads().orElseGet(() -> DjlEngineConfig.threads(host.processors())),
            options.chatTemplate());
    return () -> new DjlEngine(config);
  }

  @Override
  public Optional<Path> modelDirectory(Options options, EngineHost host) {
    return Optional.of(model(options, host));
  }

  private static Path model(Options options, EngineHost host) {
    return options.model().orElse(host.shippedModel());
  }
}
