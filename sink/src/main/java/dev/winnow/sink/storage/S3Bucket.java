package dev.winnow.sink.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
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

  /** Deletes at most a thousand objects; those that do not exist are ignored. */
  void delete(List<String> paths) throws IOException {
    List<ObjectIdentifier> objects =
        paths.stream().map(path -> ObjectIdentifier.builder().key(key(path)).build()).toList();
    List<S3Error> errors =
        call(
                "delete %d objects".formatted(paths.size()),
                s3 -> s3.deleteObjects(it -> it.bucket(name).delete(all -> all.objects(objects))))
            .errors();
    if (!errors.isEmpty()) {
      throw new IOException(
          "cannot delete '%s' in s3://%s: %s"
              .formatted(errors.getFirst().key(), name, errors.getFirst().message()));
    }
  }

  /** Aborts the uploads that began before this time. */
  void abortUploads(Instant before) throws IOException {
    call(
        "abort uploads",
        s3 -> {
          for (MultipartUpload upload :
              s3.listMultipartUploadsPaginator(it -> it.bucket(name).prefix(prefix)).uploads()) {
            if (upload.initiated().isBefore(before)) {
              s3.abortMultipartUpload(
                  it -> it.bucket(name).key(upload.key()).uploadId(upload.uploadId()));
            }
          }
          return name;
        });
  }

  void close() {
    client.close();
  }
}
