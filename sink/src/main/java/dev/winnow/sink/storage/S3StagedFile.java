package dev.winnow.sink.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A staged object. At most one part is in memory: a small object is one request, a large one is
 * uploaded in parts while it is written. It exists only once it is complete.
 */
final class S3StagedFile extends StagedFile {
  private static final int PART = 8 << 20;

  private final S3Bucket bucket;
  private final String path;
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private final List<CompletedPart> uploaded = new ArrayList<>();
  private @Nullable String uploadId;
  private boolean completed;

  S3StagedFile(S3Bucket bucket, String path) {
    this.bucket = bucket;
    this.path = path;
  }

  @Override
  public void write(int value) throws IOException {
    part.write(value);
    uploadIfFull();
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int end = from + length;
    for (int at = from; at < end; ) {
      int fits = Math.min(PART - part.size(), end - at);
      part.write(bytes, at, fits);
      at += fits;
      uploadIfFull();
    }
  }

  @Override
  public void complete() throws IOException {
    if (uploadId == null) {
      bucket.call(
          "write '%s'".formatted(path),
          client ->
              client.putObject(
                  put -> put.bucket(bucket.name()).key(bucket.key(path)),
                  RequestBody.fromBytes(part.toByteArray())));
    } else {
      if (part.size() > 0) {
        upload(uploadId);
      }
      String id = uploadId;
      bucket.call(
          "complete '%s'".formatted(path),
          client ->
              client.completeMultipartUpload(
                  it ->
                      it.bucket(bucket.name())
                          .key(bucket.key(path))
                          .uploadId(id)
                          .multipartUpload(parts -> parts.parts(uploaded))));
    }
    completed = true;
    part.reset();
  }

  @Override
  public void abandon() throws IOException {
    part.reset();
    String id = uploadId;
    if (completed) {
      bucket.call(
          "delete '%s'".formatted(path),
          client -> client.deleteObject(it -> it.bucket(bucket.name()).key(bucket.key(path))));
    } else if (id != null) {
      bucket.call(
          "abort '%s'".formatted(path),
          client ->
              client.abortMultipartUpload(
                  it -> it.bucket(bucket.name()).key(bucket.key(path)).uploadId(id)));
    }
  }

  private void uploadIfFull() throws IOException {
    if (part.size() >= PART) {
      upload(begun());
    }
  }

  private String begun() throws IOException {
    if (uploadId == null) {
      uploadId =
          bucket
              .call(
                  "begin '%s'".formatted(path),
                  client ->
                      client.createMultipartUpload(
                          it -> it.bucket(bucket.name()).key(bucket.key(path))))
              .uploadId();
    }
    return Objects.requireNonNull(uploadId);
  }

  private void upload(String id) throws IOException {
    int number = uploaded.size() + 1;
    String tag =
        bucket
            .call(
                "upload part %d of '%s'".formatted(number, path),
                client ->
                    client.uploadPart(
                        it ->
                            it.bucket(bucket.name())
                                .key(bucket.key(path))
                                .uploadId(id)
                                .partNumber(number),
                        RequestBody.fromBytes(part.toByteArray())))
            .eTag();
    uploaded.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    part.reset();
  }
}
