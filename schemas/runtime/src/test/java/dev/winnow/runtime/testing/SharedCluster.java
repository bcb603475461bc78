package dev.winnow.runtime.testing;

import dev.winnow.runtime.kafka.KafkaConnection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One broker for all test classes of a module that are extended with this. It starts before the
 * first of them and stops after the last. A test that must not see the records of others takes
 * {@link #topics topics of its own}.
 */
public final class SharedCluster implements BeforeAllCallback {
  private static volatile @Nullable TestCluster cluster;

  /** The broker. Its topics with the default prefix have two partitions. */
  public static TestCluster get() {
    return Objects.requireNonNull(cluster, "extend the test class with SharedCluster");
  }

  /** A connection to new, empty topics with a prefix of their own. */
  public static KafkaConnection topics(int partitions) {
    return get().topics(partitions);
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
