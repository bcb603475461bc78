package dev.winnow.sink.kind;

import dev.winnow.schemas.Outcome;
import java.util.List;
import java.util.Optional;

/** All kinds of datasets. */
public final class DatasetKinds {
  /** The kinds, in the order in which a card lists them. */
  public static final List<DatasetKind<?>> ALL =
      List.of(
          new SampleKind(Outcome.ACCEPTED),
          new SampleKind(Outcome.REJECTED),
          new SampleKind(Outcome.UNDECIDED));

  private DatasetKinds() {}

  /** Returns the kind of this name; empty where a newer version has written it. */
  public static Optional<DatasetKind<?>> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
