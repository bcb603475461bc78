package dev.winnow.worker;

import dev.winnow.runtime.testing.TestCluster;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Starts a broker before the first class that wants one, and stops it after the last. */
final class SharedCluster implements BeforeAllCallback {
  private static volatile @Nullable TestCluster cluster;

  /** The broker; for tests that are extended with this. */
  static TestCluster get() {
    return Objects.requireNonNull(cluster);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    cluster =
        context
            .getRoot()
            .getStore(Namespace.create(SharedCluster.class))
            .getOrComputeIfAbsent(TestCluster.class, type -> new TestCluster(2), TestCluster.class);
  }
}
