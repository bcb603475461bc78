package dev.winnow.ops.cli.option;

import dev.winnow.ops.local.Ports;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that is a whole number of a range; another is a wrong argument. */
public abstract class WholeNumber implements ITypeConverter<Integer> {
  private final int least;
  private final int most;

  private WholeNumber(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** The number of things of which there must be at least one. */
  public static final class Count extends WholeNumber {
    public Count() {
      super(1, Integer.MAX_VALUE);
    }
  }

  /** The number of things of which there may be none. */
  public static final class CountOrNone extends WholeNumber {
    public CountOrNone() {
      super(0, Integer.MAX_VALUE);
    }
  }

  /** The number of partitions of a topic, at most as many as Kafka creates in one request. */
  public static final class Partitions extends WholeNumber {
    public Partitions() {
      super(1, 10_000);
    }
  }

  /** The port of a server; 0 takes a free one. */
  public static final class Port extends WholeNumber {
    public Port() {
      super(0, Ports.HIGHEST);
    }
  }

  /**
   * The port of a server whose clients are configured with it, so 0 for a free one is not allowed.
   */
  public static final class FixedPort extends WholeNumber {
    public FixedPort() {
      super(1, Ports.HIGHEST);
    }
  }

  /** The port of a broker, whose controller listens on the port after it. */
  public static final class BrokerPort extends WholeNumber {
    public BrokerPort() {
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
