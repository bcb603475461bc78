package dev.winnow.ops.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A distribution of pass rates: a mixture of Beta distributions. Immutable.
 *
 * @param components at least one
 */
public record BetaMixture(List<Component> components) {
  /** Maximum number of prompts that can be drawn. */
  public static final int MAX_PROMPTS = ProfileBuilder.MAX_PROMPTS;

  private static final int MAX_COMPONENTS = 20;

  /**
   * For smaller shapes, a Beta variate could become 0 / 0; such a distribution hardly differs from
   * a coin flip between 0 and 1.
   */
  private static final double MIN_SHAPE = 0.05;

  private static final double MAX_SHAPE = 1e6;

  /** A component: its weight, and the two shapes of its Beta distribution. */
  public record Component(double weight, double alpha, double beta) {}

  public BetaMixture {
    components = List.copyOf(components);
  }

  /**
   * Parses {@code weight:alpha:beta,...}. The weights need not sum to 1.
   *
   * @throws PlanInputException if it is not a mixture
   */
  public static BetaMixture parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length > MAX_COMPONENTS) {
      throw new PlanInputException("want at most %d components".formatted(MAX_COMPONENTS));
    }
    List<Component> components = new ArrayList<>();
    for (String part : parts) {
      components.add(component(part.strip()));
    }
    return new BetaMixture(components);
  }

  /** Draws this many prompts, 1 to {@link #MAX_PROMPTS}; the same seed gives the same prompts. */
  public NamedProfile draw(int prompts, double meanTokens, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    List<Sampler> samplers = components.stream().map(c -> Sampler.of(c, random)).toList();
    double all = components.stream().mapToDouble(Component::weight).sum();
    ProfileBuilder builder = new ProfileBuilder();
    for (int prompt = 0; prompt < prompts; prompt++) {
      double at = random.nextDouble() * all;
      int chosen = 0;
      while (chosen < samplers.size() - 1 && at >= components.get(chosen).weight()) {
        at -= components.get(chosen++).weight();
      }
      builder.add(samplers.get(chosen).sample(), meanTokens);
    }
    return new NamedProfile("beta", builder.build());
  }

  private static Component component(String text) {
    String[] numbers = text.split(":", -1);
    if (numbers.length != 3) {
      throw new PlanInputException(
          "'%s': want weight:alpha:beta, for example 0.4:0.3:6".formatted(text));
    }
    return new Component(
        number(text, numbers[0], "weight", Double.MIN_NORMAL, MAX_SHAPE),
        number(text, numbers[1], "alpha", MIN_SHAPE, MAX_SHAPE),
        number(text, numbers[2], "beta", MIN_SHAPE, MAX_SHAPE));
  }

  private static double number(String all, String text, String what, double min, double max) {
    try {
      double number = Double.parseDouble(text.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Rejected below, like a number out of range.
    }
    String range = min < MIN_SHAPE ? "above 0" : "%s or more".formatted(min);
    throw new PlanInputException(
        "'%s': %s: want %s, at most a million, not '%s'".formatted(all, what, range, text));
  }

  /** Samples a Beta variate from two Gamma variates. */
  private record Sampler(SharedStateContinuousSampler passes, SharedStateContinuousSampler fails) {
    static Sampler of(Component component, UniformRandomProvider random) {
      return new Sampler(
          AhrensDieterMarsagliaTsangGammaSampler.of(random, component.alpha(), 1),
          AhrensDieterMarsagliaTsangGammaSampler.of(random, component.beta(), 1));
    }

    double sample() {
      double passed = passes.sample();
      return passed / (passed + fails.sample());
    }
  }
}
