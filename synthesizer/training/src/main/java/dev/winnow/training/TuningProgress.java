package dev.winnow.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How far a tuning is.
 *
 * @param step steps taken
 * @param tokens cells computed, padding included
 * @param bestEpoch the epoch with the lowest loss on the prompts held out, counted from 1; 0 before
 *     the first
 * @param bestLoss its loss
 * @param worse epochs since
 */
record TuningProgress(int step, long tokens, int bestEpoch, double bestLoss, int worse) {
  static final TuningProgress START = new TuningProgress(0, 0, 0, Double.POSITIVE_INFINITY, 0);

  TuningProgress stepped(int cells) {
    return new TuningProgress(step + 1, tokens + cells, bestEpoch, bestLoss, worse);
  }

  /** Returns the progress after an epoch. A loss that is not a number never is the best. */
  TuningProgress measured(int epoch, double loss) {
    return loss < bestLoss
        ? new TuningProgress(step, tokens, epoch, loss, 0)
        : new TuningProgress(step, tokens, bestEpoch, bestLoss, worse + 1);
  }

  static TuningProgress read(DataInputStream in) throws IOException {
    return new TuningProgress(
        in.readInt(), in.readLong(), in.readInt(), in.readDouble(), in.readInt());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(step);
    out.writeLong(tokens);
    out.writeInt(bestEpoch);
    out.writeDouble(bestLoss);
    out.writeInt(worse);
  }
}
