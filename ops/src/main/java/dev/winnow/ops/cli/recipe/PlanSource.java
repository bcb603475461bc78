package dev.winnow.ops.cli.recipe;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.plan.BetaMixture;
import dev.winnow.ops.plan.FinishedRun;
import dev.winnow.ops.plan.NamedProfile;
import dev.winnow.ops.plan.PassRateFile;
import dev.winnow.ops.plan.PlanInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the pass rates come from: one of three. */
final class PlanSource {
  /** A mixture that cannot be read is a wrong argument. */
  static final class MixtureReader implements ITypeConverter<BetaMixture> {
    @Override
    public BetaMixture convert(String text) {
      try {
        return BetaMixture.parse(text);
      } catch (PlanInputException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class Drawn {
    @Option(
        names = "--beta",
        required = true,
        paramLabel = "W:A:B,...",
        converter = MixtureReader.class,
        description = "Pass rates of a mixture of Beta distributions: weight:alpha:beta of each.")
    private BetaMixture mixture;

    @Option(
        names = "--prompts",
        paramLabel = "N",
        required = true,
        description = "How many prompts to draw of it.")
    private int prompts;
  }

  @Option(
      names = "--pass-rates",
      required = true,
      paramLabel = "FILE",
      description =
          "A profile as JSON Lines: pass_rate, and mean_tokens where known. May be repeated.")
  private @Nullable List<Path> files;

  @ArgGroup(exclusive = false)
  private @Nullable Drawn drawn;

  @Option(
      names = "--progress",
      required = true,
      paramLabel = "TOPIC",
      description = "The progress topic of a finished run: accepted / judged of each prompt.")
  private @Nullable String topic;

  /** Why these options cannot be used; null if they can. */
  @Nullable String refusal() {
    if (drawn != null && (drawn.prompts < 1 || drawn.prompts > BetaMixture.MAX_PROMPTS)) {
      return "--prompts: want 1 to %,d, not %,d".formatted(BetaMixture.MAX_PROMPTS, drawn.prompts);
    }
    return null;
  }

  List<NamedProfile> profiles(ConnectionOptions connection, double meanTokens, long seed)
      throws IOException {
    if (files != null) {
      return files.stream().map(file -> PassRateFile.read(file, meanTokens)).toList();
    }
    if (drawn != null) {
      return List.of(drawn.mixture.draw(drawn.prompts, meanTokens, seed));
    }
    return List.of(
        FinishedRun.read(connection.connect(), Objects.requireNonNull(topic), meanTokens));
  }
}
