package dev.winnow.transformer;

import java.util.Optional;

/**
 * Rotary position embedding (Su et al., arXiv 2104.09864), with Llama 3.1's frequency scaling where
 * a model declares it.
 *
 * @param theta base of the frequencies
 * @param scaling Llama 3.1's scaling
 */
public record Rope(double theta, Optional<Scaling> scaling) {
  /** Llama 3.1's {@code rope_scaling} of type {@code llama3}; the names are those of the file. */
  public record Scaling(
      double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalContext) {

    private double scale(double frequency) {
      double wavelength = 2 * Math.PI / frequency;
      if (wavelength < originalContext / highFrequencyFactor) {
        return frequency;
      }
      if (wavelength > originalContext / lowFrequencyFactor) {
        return frequency / factor;
      }
      double smooth =
          (originalContext / wavelength - lowFrequencyFactor)
              / (highFrequencyFactor - lowFrequencyFactor);
      return (1 - smooth) * frequency / factor + smooth * frequency;
    }
  }

  /** Angle tables, row-major {@code [positions][headDim]}: the two halves of a row are equal. */
  record Tables(float[] cos, float[] sin) {}

  Tables tables(int positions, int headDim) {
    float[] cos = new float[positions * headDim];
    float[] sin = new float[positions * headDim];
    for (int pair = 0; pair < headDim / 2; pair++) {
      double frequency = frequency(pair, headDim);
      for (int position = 0; position < positions; position++) {
        int at = position * headDim + pair;
        cos[at] = cos[at + headDim / 2] = (float) Math.cos(position * frequency);
        sin[at] = sin[at + headDim / 2] = (float) Math.sin(position * frequency);
      }
    }
    return new Tables(cos, sin);
  }

  private double frequency(int pair, int headDim) {
    double frequency = Math.pow(theta, -2.0 * pair / headDim);
    return scaling.map(s -> s.scale(frequency)).orElse(frequency);
  }
}
