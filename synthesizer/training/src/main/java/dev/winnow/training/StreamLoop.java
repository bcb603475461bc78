package dev.winnow.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The steps of a tuning that follows a stream, with its checkpoints. Not thread-safe. */
final class StreamLoop {
  /**
   * Steps over which the rate grows. How many steps follow is not known, so it stays after that.
   */
  private static final int WARMUP = 50;

  private final TuningConfig config;
  private final StreamSteps steps;
  private final RowLog log;
  private final Function<List<PackedBatch>, Objective> objectives;
  private final Optimizer optimizer;
  private final LossMeter meter;
  private final Path directory;
  private final String run;
  private final StreamTuningListener listener;
  private final List<TuningUnit> heldOut = new ArrayList<>();
  private TuningProgress progress;
  private StreamPosition position;
  private OptionalDouble heldOutLoss = OptionalDouble.empty();
  private boolean isPrepared;

  /**
   * @param objectives returns the objective of some batches
   * @param run what identifies the run
   */
  StreamLoop(
      TuningConfig config,
      StreamSteps steps,
      RowLog log,
      Function<List<PackedBatch>, Objective> objectives,
      Optimizer optimizer,
      LossMeter meter,
      Path directory,
      String run,
      TuningProgress progress,
      StreamPosition position,
      StreamTuningListener listener) {
    this.config = config;
    this.steps = steps;
    this.log = log;
    this.objectives = objectives;
    this.optimizer = optimizer;
    this.meter = meter;
    this.directory = directory;
    this.run = run;
    this.progress = progress;
    this.position = position;
    this.listener = listener;
  }

  /** Takes steps until the stream ends or is told to stop, and writes a checkpoint. */
  StreamTuningReport run() throws IOException {
    listener.onRows(position.rows());
    boolean isStopped = false;
    try {
      for (Optional<StreamSteps.Next> next = steps.next(); next.isPresent(); next = steps.next()) {
        take(next.get());
      }
    } catch (InterruptedException e) {
      isStopped = true;
    }
    checkpoint();
    return new StreamTuningReport(
        position.learned(),
        position.heldOut(),
        position.leftOut(),
        progress.step(),
        heldOutLoss,
        isStopped);
  }

  private void take(StreamSteps.Next next) throws IOException {
    StreamStep step = next.step();
    int number = progress.step() + 1;
    if (!next.isLogged()) {
      log.append(number, step.rows());
    }
    if (step.batch().isPresent()) {
      learn(step.batch().get(), number);
    }
    heldOut.addAll(step.heldOut());
    position = position.after(step, position.logged() + RowLog.bytes(number, step.rows()).length);
    listener.onRows(position.rows());
    if (number % config.checkpointSteps() == 0) {
      checkpoint();
    }
  }

  private void learn(PackedBatch batch, int step) {
    Objective objective = objectives.apply(List.of(batch));
    Function<NDManager, NDList> inputs = scope -> inputs(objective, batch, scope);
    if (!isPrepared) {
      optimizer.prepare(objective.method(), inputs);
      isPrepared = true;
    }
    double rate = config.rate() * Math.min(1, (double) step / WARMUP);
    double loss = optimizer.step(objective.method(), inputs, rate, step);
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "the loss of step %d is not finite; try a lower learning rate".formatted(step));
    }
    progress = progress.stepped(batch.rows() * batch.time());
    listener.onStep(step, loss, progress.tokens());
  }

  private NDList inputs(Objective objective, PackedBatch batch, NDManager scope) {
    NDList inputs = objective.inputs(batch, scope);
    meter.rotations().forEach(inputs::add);
    return inputs;
  }

  /** Each row held out is measured once, by the weights of the checkpoint after it. */
  private void measure() {
    if (heldOut.isEmpty()) {
      return;
    }
    int texts = heldOut.getFirst().texts().size();
    int time = heldOut.stream().mapToInt(TuningUnit::longest).max().orElseThrow();
    List<PackedBatch> batches = Packing.of(heldOut, TuningSet.rows(config, time, texts), time);
    double loss = meter.loss(objectives.apply(batches), batches);
    heldOutLoss = OptionalDouble.of(loss);
    heldOut.clear();
    listener.onMeasured(progress.step(), loss);
  }

  private void checkpoint() throws IOException {
    measure();
    Parameters parameters = optimizer.parameters();
    new TuningCheckpoint(
            run,
            progress,
            position,
            parameters.values(),
            Parameters.arrays(parameters.mean),
            Parameters.arrays(parameters.variance),
            List.of())
        .write(directory);
  }
}
