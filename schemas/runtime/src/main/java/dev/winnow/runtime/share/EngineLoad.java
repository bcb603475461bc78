package dev.winnow.runtime.share;

import java.util.OptionalLong;

/**
 * How busy an engine is.
 *
 * @param fill part of its places that is in use, 0 to 1; NaN where it is not known
 * @param generated tokens that it has generated since its start, those of unfinished results
 *     included; empty where it does not know
 */
public record EngineLoad(double fill, OptionalLong generated) {
  /** The load of an engine that does not tell it. */
  public static final EngineLoad UNKNOWN = new EngineLoad(Double.NaN, OptionalLong.empty());

  /** Returns the load of an engine of which only the places are known. */
  public static EngineLoad ofPlaces(int used, int places) {
    return new EngineLoad(Math.min(1.0, (double) used / places), OptionalLong.empty());
  }
}
