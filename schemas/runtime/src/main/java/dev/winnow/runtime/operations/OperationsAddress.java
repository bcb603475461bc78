package dev.winnow.runtime.operations;

/**
 * Where an operations port listens.
 *
 * @param host address to bind
 * @param port port, 0 for any that is free
 */
public record OperationsAddress(String host, int port) {
  private static final int HIGHEST = 65_535;

  public OperationsAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("operations host: must not be blank");
    }
    if (port < 0 || port > HIGHEST) {
      throw new IllegalArgumentException(
          "operations port: %d, want 0 to %d".formatted(port, HIGHEST));
    }
  }
}
