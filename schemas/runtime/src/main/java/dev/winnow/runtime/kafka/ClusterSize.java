package dev.winnow.runtime.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Checks that a cluster has as many brokers as a topic is to have copies. */
public final class ClusterSize {
  private ClusterSize() {}

  /**
   * Checks it before topics are created.
   *
   * @param option the option that sets the number of copies
   * @throws KafkaException if there are fewer brokers, or none answers
   */
  public static void requireCopies(Admin admin, short copies, String option) {
    if (copies == 1) {
      return;
    }
    int brokers = brokers(admin);
    if (brokers < copies) {
      throw new KafkaException(
          """
          %d copies of every topic need as many brokers, and the cluster has %d that answer. Do one of these:
            start the others
            give %s %d (or WINNOW_REPLICATION=%d): %s\
          """
              .formatted(copies, brokers, option, brokers, brokers, consequence(brokers)));
    }
  }

  /**
   * Checks it before a Streams application creates its internal topics. One that has created them
   * already is not hindered by a broker that is down.
   */
  static void requireCopiesAtFirstStart(
      KafkaConnection connection, StreamsProperties settings, String application) {
    if (settings.replication() == 1) {
      return;
    }
    String internal = connection.topics().prefix() + application + "-";
    try (Admin admin = Admin.create(connection.properties(java.util.Map.of()))) {
      boolean isFirst =
          admin.listTopics().names().get().stream().noneMatch(name -> name.startsWith(internal));
      if (isFirst) {
        requireCopies(admin, settings.replication(), "--replication");
      }
    } catch (ExecutionException e) {
      throw new KafkaException(
          "the topics cannot be listed: " + BrokerErrors.explain(e.getCause()), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static int brokers(Admin admin) {
    try {
      return admin.describeCluster().nodes().get().size();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "the brokers cannot be counted: " + BrokerErrors.explain(e.getCause()), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static String consequence(int brokers) {
    return brokers == 1
        ? "a disk that fails then takes all records with it"
        : "a second disk that fails then takes records with it";
  }

  private static KafkaException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaException("interrupted while asking the brokers", e);
  }
}
