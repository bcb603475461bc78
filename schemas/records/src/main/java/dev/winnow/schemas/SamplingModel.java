package dev.winnow.schemas;

import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/**
 * The model that samples candidates.
 *
 * @param name the same for all versions
 * @param version number of trainings since the base, which is version 0; empty where it is not
 *     known
 */
@NullMarked
public record SamplingModel(String name, Optional<Integer> version) {
  /** Creates a model whose version is not known. */
  public SamplingModel(String name) {
    this(name, Optional.empty());
  }

  /** Returns the name, followed by the version where that is known, such as {@code abacus@2}. */
  @Override
  public String toString() {
    return version.map(number -> name + '@' + number).orElse(name);
  }
}
