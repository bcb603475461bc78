package dev.winnow.sink.audit;

import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.testing.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The same with the datasets in an object store. */
@Tag("long")
class AuditObjectStoreIT extends AuditCurationIT {
  private static final S3Server SERVER = new S3Server();

  private final DatasetsLocation location = SERVER.at(String.valueOf(System.nanoTime()));

  @AfterAll
  static void stopServer() {
    SERVER.close();
  }

  @Override
  DatasetsLocation location() {
    return location;
  }
}
