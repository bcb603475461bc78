package dev.winnow.sink.testing;

import dev.winnow.schemas.testing.TestDirectory;
import dev.winnow.sink.storage.DatasetsLocation;
import java.net.URI;
import java.nio.file.Files;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 server in this JVM, with one bucket in a temporary directory. It honours {@code
 * If-None-Match: *} by itself, so that of several writers one succeeds.
 */
public final class S3Server implements AutoCloseable {
  private static final String BUCKET = "bucket";
  private static final String KEY = "winnow-test";

  private final TestDirectory directory;
  private final S3Proxy proxy;

  /** Starts a server and lets the SDK find its credentials. */
  public S3Server() {
    try {
      directory = TestDirectory.create("winnow-s3");
      Files.createDirectory(directory.path().resolve(BUCKET));
      proxy =
          S3Proxy.builder()
              .blobStore(new FilesystemNio2BlobStore(directory.path().toString()))
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, KEY, KEY)
              .stopTimeout(0)
              .build();
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not start", e);
    }
    System.setProperty("aws.accessKeyId", KEY);
    System.setProperty("aws.secretAccessKey", KEY);
  }

  /** Sets in another process what this one has set for itself. */
  public static String[] systemProperties() {
    return new String[] {"-Daws.accessKeyId=" + KEY, "-Daws.secretAccessKey=" + KEY};
  }

  /** The location with this prefix, as a user writes it. */
  public String location(String prefix) {
    return "s3://%s/%s?endpoint=http://127.0.0.1:%d&path_style=true"
        .formatted(BUCKET, prefix, proxy.getPort());
  }

  public DatasetsLocation at(String prefix) {
    return DatasetsLocation.parse(location(prefix));
  }

  @Override
  public void close() {
    try {
      proxy.stop();
      directory.close();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not stop", e);
    }
  }
}
