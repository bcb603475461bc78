package dev.winnow.sink.storage;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of a bucket whose keys begin with a prefix. Thread-safe.
 *
 * @param client the connection to the server
 * @param name the bucket
 * @param prefix precedes every path; empty, or with a slash at its end
 */
record S3Bucket(S3Client client, String name, String prefix) {
  String key(String path) {
    return prefix + path;
  }

  String path(String key) {
    return key.substring(prefix.length());
  }

  /** Sends a request; the SDK sends it again after a passing failure. */
  <T> T call(String what, Function<S3Client, T> request) throws IOException {
    try {
      return request.apply(client);
    } catch (S3Exception e) {
      throw new S3RefusedException(
          "cannot %s in s3://%s/%s: %s".formatted(what, name, prefix, e.getMessage()),
          e.statusCode(),
          e);
    } catch (SdkException e) {
      throw new IOException(
          "cannot %s in s3://%s/%s: %s".formatted(what, name, prefix, e.getMessage()), e);
    }
  }

  /**
   * Lists objects, a thousand at a time.
   *
   * @param flat whether to stop at the next slash and to name the directories instead
   */
  void list(String path, boolean flat, Consumer<ListObjectsV2Response> page) throws IOException {
    call(
        "list '%s'".formatted(path),
        s3 -> {
          s3.listObjectsV2Paginator(
                  list -> {
                    list.bucket(name).prefix(key(path));
                    if (flat) {
                      list.delimiter("/");
                    }
                  })
              .forEach(page);
          return path;
        });
  }

  void close() {
    client.close();
  }
}
