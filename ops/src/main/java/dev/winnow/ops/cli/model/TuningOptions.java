package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.export.TrainingRows;
import dev.winnow.ops.tuning.TuningData;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.training.TuningConfig;
import dev.winnow.training.TuningExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a model is trained on further, and how. */
final class TuningOptions {
  @Option(
      names = "--data",
      paramLabel = "RECIPE/DATASET|FILE",
      description =
          "Trains --from further on these answers: a dataset of --datasets (accepted, selected or"
              + " pairs), such as arithmetic/selected, or a file in one of TRL's layouts. Pairs are"
              + " learned by DPO.")
  private @Nullable String data;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      defaultValue = ".winnow/datasets",
      description = "With --data: where datasets are (default: ${DEFAULT-VALUE}).")
  private DatasetsLocation datasets;

  @Option(
      names = "--rows",
      converter = WholeNumber.Count.class,
      paramLabel = "N",
      description =
          "With --data: learns from this many rows, drawn at random by --seed (default: all).")
  private @Nullable Integer rows;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "3",
      description = "With --data: most passes over the rows (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "3e-4",
      description = "With --data or --topic: peak learning rate (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--batch-tokens",
      paramLabel = "TOKENS",
      defaultValue = "4096",
      description = "With --data or --topic: tokens of one step (default: ${DEFAULT-VALUE}).")
  private int batchTokens;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "With --data or --topic: share of the prompts that are measured and not learned from; with"
              + " --data they decide when to stop (default: ${DEFAULT-VALUE}).")
  private double heldOut;

  @Option(
      names = "--patience",
      paramLabel = "EPOCHS",
      defaultValue = "1",
      description =
          "With --data: stops after this many epochs without a lower loss on the prompts held out"
              + " (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--beta",
      paramLabel = "BETA",
      defaultValue = "0.1",
      description = "With pairs: DPO's beta (default: ${DEFAULT-VALUE}).")
  private double beta;

  @Option(
      names = "--nll",
      paramLabel = "WEIGHT",
      defaultValue = "0",
      description =
          "With pairs: weight of the chosen answers' own loss, as RPO has it (default:"
              + " ${DEFAULT-VALUE}).")
  private double nll;

  boolean chosen() {
    return data != null;
  }

  /**
   * Returns the configuration.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  TuningConfig config(@Nullable Long seed) {
    TuningConfig defaults = TuningConfig.DEFAULT;
    return new TuningConfig(
        seed == null ? defaults.seed() : seed,
        epochs,
        batchTokens,
        rate,
        defaults.warmup(),
        heldOut,
        patience,
        defaults.checkpointSteps(),
        beta,
        nll);
  }

  /**
   * Reads the rows.
   *
   * @throws IllegalArgumentException if they cannot be used; says which and why
   */
  List<TuningExample> read(TuningConfig config) throws IOException {
    List<TuningExample> all = read();
    return rows == null ? all : TuningData.draw(all, rows, config.seed());
  }

  /**
   * Requires that {@code --data} names a file or a dataset.
   *
   * @return the name
   * @throws IllegalArgumentException if not
   */
  String requireData() {
    String name = String.valueOf(data);
    String[] parts = name.split("/", -1);
    boolean isDataset =
        parts.length == 2 && !parts[0].isEmpty() && TrainingRows.DATASETS.contains(parts[1]);
    if (!isDataset && !Files.isRegularFile(Path.of(name))) {
      throw new IllegalArgumentException(
          "--data: there is no file '%s', and it is no dataset such as arithmetic/selected; those to train on are %s"
              .formatted(name, TrainingRows.DATASETS));
    }
    return name;
  }

  private List<TuningExample> read() throws IOException {
    String name = requireData();
    Path file = Path.of(name);
    if (Files.isRegularFile(file)) {
      return TuningData.read(file);
    }
    int slash = name.indexOf('/');
    return TuningData.read(datasets, name.substring(0, slash), name.substring(slash + 1));
  }
}
