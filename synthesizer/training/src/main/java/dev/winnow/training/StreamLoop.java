package dev.winnow.training;

import java.io.IOException;
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

  private final TuningRun run;
  private final StreamSteps steps;
  private final RowLog log;
  private final Function<List<PackedBatch>, Objective> objectives;
  private final Learner learner;
  private final StreamTuningListener listener;
  private final List<TuningUnit> heldOut = new ArrayList<>();
  private TuningProgress progress;
  private StreamPosition position;
  private OptionalDouble heldOutLoss = OptionalDouble.empty();
  private boolean isPrepared;

  /**
   * @param objectives returns the objective of some batches
   * @param checkpoint where the run was; empty at its start
   */
  StreamLoop(
      TuningRun run,
      StreamSteps steps,
      RowLog log,
      Function<List<PackedBatch>, Objective> objectives,
      Learner learner,
      Optional<TuningCheckpoint> checkpoint,
      StreamTuningListener listener) {
    this.run = run;
    this.steps = steps;
    this.log = log;
    this.objectives = objectives;
    this.learner = learner;
    this.progress = checkpoint.map(TuningCheckpoint::progress).orElse(TuningProgress.START);
    this.position = checkpoint.map(TuningCheckpoint::position).orElse(StreamPosition.START);
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
    if (number % run.config().checkpointSteps() == 0) {
      checkpoint();
    }
  }

  private void learn(PackedBatch batch, int step) {
    Objective objective = objectives.apply(List.of(batch));
    if (!isPrepared) {
      learner.prepare(objective, batch);
      isPrepared = true;
    }
    double rate = run.config().rate() * Math.min(1, (double) step / WARMUP);
    double loss = learner.step(objective, batch, rate, step);
    progress = progress.stepped(batch.rows() * batch.time());
    listener.onStep(step, loss, progress.tokens());
  }

  /** Each row held out is measured once, by the weights of the checkpoint after it. */
  private void measure() {
    if (heldOut.isEmpty()) {
      return;
    }
    int texts = heldOut.getFirst().texts().size();
    int time = heldOut.stream().mapToInt(TuningUnit::longest).max().orElseThrow();
    List<PackedBatch> batches =
        Packing.of(heldOut, TuningSet.rows(run.config(), time, texts), time);
    double loss = learner.loss(objectives.apply(batches), batches);
    heldOutLoss = OptionalDouble.of(loss);
    heldOut.clear();
    listener.onMeasured(progress.step(), loss);
  }

  private void checkpoint() throws IOException {
    measure();
    run.keep(progress, position, learner.parameters(), List.of());
  }
}
