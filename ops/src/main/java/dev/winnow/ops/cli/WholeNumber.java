package dev.winnow.ops.cli;

import dev.winnow.ops.local.Ports;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that is a whole number of a range; another is a wrong argument. */
abstract class WholeNumber implements ITypeConverter<Integer> {
  private final int least;
  private final int most;

  private WholeNumber(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** Of something that there must be. */
  static final class Count extends WholeNumber {
    Count() {
      super(1, Integer.MAX_VALUE);
    }
  }

  /** Of something that there need not be. */
  static final class CountOrNone extends WholeNumber {
    CountOrNone() {
      super(0, Integer.MAX_VALUE);
    }
  }

  /** Of the partitions of a topic: Kafka creates no more in one request. */
  static final class Partitions extends WholeNumber {
    Partitions() {
      super(1, 10_000);
    }
  }

  /** Of a server; 0 takes a free one. */
  static final class Port extends WholeNumber {
    Port() {
      super(0, Ports.HIGHEST);
    }
  }

  /** Of a server whose clients are told this number: a free one is no choice. */
  static final class FixedPort extends WholeNumber {
    FixedPort() {
      super(1, Ports.HIGHEST);
    }
  }

  /** Of a broker, whose controller has the next one. */
  static final class BrokerPort extends WholeNumber {
    BrokerPort() {
      super(1, Ports.HIGHEST - 1);
    }
  }

  @Override
  public final Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same message helps.
    }
    throw new TypeConversionException(
        "want a whole number from %d to %d, not '%s'".formatted(least, most, text));
  }
}
