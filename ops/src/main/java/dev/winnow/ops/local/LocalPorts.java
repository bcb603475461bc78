package dev.winnow.ops.local;

import java.util.List;
import java.util.Set;

/**
 * Ports of the servers in one process.
 *
 * @param kafka port of the broker; the controller has the next one
 * @param registry port of the schema registry; 0 for any that is free
 * @param gateway port of the gateway; 0 for any that is free
 */
public record LocalPorts(int kafka, int registry, int gateway) {
  /** Returns ports that are free now. */
  public static LocalPorts free() {
    return new LocalPorts(Ports.freePair(), 0, 0);
  }

  /** Returns the ports of all servers, the controller's among them. */
  public List<Integer> all() {
    return List.of(kafka, kafka + 1, registry, gateway);
  }

  /** Returns whether each server has a port of its own. */
  public boolean areDistinct() {
    return Set.copyOf(all()).size() == all().size();
  }
}
