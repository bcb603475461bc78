package dev.winnow.sink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.sink.testing.S3Server;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3StorageIT extends StorageContract {
  private static S3Server server;

  @BeforeAll
  static void startServer() {
    server = new S3Server();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  Storage open() {
    return server.at(UUID.randomUUID().toString()).open();
  }

  /** The answer to the first request was lost, and the SDK has sent it again. */
  @Test
  void aFileThatThisWriterHasCreatedItselfIsASuccess() throws IOException {
    try (Storage storage = open()) {
      storage.createIfAbsent("log/1", new byte[] {1, 2});

      assertThat(storage.createIfAbsent("log/1", new byte[] {1, 2})).isTrue();
    }
  }

  @Test
  void anUploadThatWasNeverCompletedIsDiscarded() throws IOException {
    try (Storage storage = open();
        StagedFile file = storage.stage("recipe/accepted/part-t~0~00~a.jsonl")) {
      file.write(new byte[9 << 20]);

      storage.discardUnfinished(Instant.now().plusSeconds(60));

      assertThatThrownBy(file::complete).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    String missing = server.location("x").replace("bucket", "no-such-bucket");
    try (Storage storage = DatasetsLocation.parse(missing).open()) {
      assertThatThrownBy(() -> storage.replace("a", new byte[1]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot write 'a' in s3://no-such-bucket/x/");
    }
  }
}
