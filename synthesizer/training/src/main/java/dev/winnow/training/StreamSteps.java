package dev.winnow.training;

import dev.winnow.transformer.template.jinja.TemplateException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Groups the rows of a stream into steps: first those that the row log has already, then the rows
 * as they arrive. A step ends where the next text does not fit into its batch, so that it depends
 * on the rows and their order, and not on when they arrive. Not thread-safe.
 */
final class StreamSteps {
  private final RowStream stream;
  private final Deque<List<StreamStep.Row>> logged;
  private final Function<TuningExample, TuningUnit> units;
  private final TuningConfig config;
  private final int context;
  private final long maxRows;
  private Optional<StreamedRow> carried = Optional.empty();
  private long taken;

  /**
   * @param logged steps that were written before, and not taken or not kept
   * @param units converts examples to tokens
   * @param context cells of a row of a batch
   * @param taken rows of all steps before
   * @param maxRows rows to take in all
   */
  StreamSteps(
      RowStream stream,
      Deque<List<StreamStep.Row>> logged,
      Function<TuningExample, TuningUnit> units,
      TuningConfig config,
      int context,
      long taken,
      long maxRows) {
    this.stream = stream;
    this.logged = logged;
    this.units = units;
    this.config = config;
    this.context = context;
    this.taken = taken;
    this.maxRows = maxRows;
  }

  /** A step, and whether the row log has it. */
  record Next(StreamStep step, boolean isLogged) {}

  /**
   * Waits for the rows of the next step; empty when the stream has ended.
   *
   * @throws InterruptedException if the stream was told to stop
   */
  Optional<Next> next() throws InterruptedException {
    Optional<Next> next =
        logged.isEmpty()
            ? arriving().map(step -> new Next(step, false))
            : Optional.of(new Next(again(logged.removeFirst()), true));
    next.ifPresent(some -> taken += some.step().rows().size());
    return next;
  }

  private StreamStep again(List<StreamStep.Row> known) throws InterruptedException {
    Assembly assembly = new Assembly();
    for (StreamStep.Row row : known) {
      StreamedRow read = stream.at(row.partition(), row.offset());
      if (!read.id().equals(row.id()) || !assembly.add(read)) {
        throw new IllegalStateException(
            "the row log has row '%s' at offset %d of partition %d, and the stream has '%s' there: the log or the stream was changed"
                .formatted(row.id(), row.offset(), row.partition(), read.id()));
      }
    }
    return assembly.step();
  }

  private Optional<StreamStep> arriving() throws InterruptedException {
    Assembly assembly = new Assembly();
    while (taken + assembly.rows.size() < maxRows) {
      Optional<StreamedRow> row = carried.isPresent() ? carried : stream.next();
      carried = Optional.empty();
      if (row.isEmpty()) {
        break;
      }
      if (!assembly.add(row.get())) {
        carried = row;
        break;
      }
    }
    return assembly.rows.isEmpty() ? Optional.empty() : Optional.of(assembly.step());
  }

  /** A step in the making. */
  private final class Assembly {
    private final List<StreamStep.Row> rows = new ArrayList<>();
    private final List<TuningUnit> heldOut = new ArrayList<>();
    private Optional<Packing> packing = Optional.empty();

    /** Adds a row; returns false if it belongs to the next step. */
    boolean add(StreamedRow row) {
      Optional<TuningUnit> unit = unit(row.example()).filter(some -> some.longest() <= context);
      if (unit.isEmpty()) {
        return added(row, RowUse.LEFT_OUT);
      }
      if (TuningSet.isHeldOut(unit.get(), config)) {
        heldOut.add(unit.get());
        return added(row, RowUse.HELD_OUT);
      }
      Packing batch = packing.orElseGet(() -> packing(unit.get()));
      if (!batch.fits(unit.get())) {
        return false;
      }
      batch.add(unit.get());
      packing = Optional.of(batch);
      return added(row, RowUse.LEARNED);
    }

    private boolean added(StreamedRow row, RowUse use) {
      return rows.add(new StreamStep.Row(row.partition(), row.offset(), row.id(), use));
    }

    StreamStep step() {
      return new StreamStep(rows, packing.flatMap(Packing::take), heldOut);
    }

    private Packing packing(TuningUnit unit) {
      return new Packing(TuningSet.rows(config, context, unit.texts().size()), context);
    }

    private Optional<TuningUnit> unit(TuningExample example) {
      try {
        return Optional.of(units.apply(example));
      } catch (TemplateException e) {
        return Optional.empty();
      }
    }
  }
}
