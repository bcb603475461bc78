package dev.winnow.sink.storage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket of an object store. An object is visible as soon as it is complete. */
final class S3Storage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(S3Storage.class);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** The most objects that S3 deletes in one request. */
  private static final int DELETED_AT_ONCE = 1_000;

  /**
   * The JDK keeps up to five idle connections to a host. The server may have closed all of them,
   * and each fails an attempt; the sixth opens a new one.
   */
  private static final int MAX_ATTEMPTS = 6;

  private final S3Bucket bucket;
  private final DatasetsLocation.S3 location;

  private S3Storage(S3Bucket bucket, DatasetsLocation.S3 location) {
    this.bucket = bucket;
    this.location = location;
  }

  static S3Storage open(DatasetsLocation.S3 location) {
    return new S3Storage(
        new S3Bucket(client(location), location.bucket(), location.prefix()), location);
  }

  @Override
  public String name() {
    return location.toString();
  }

  /**
   * A request whose answer was lost is sent again, and then finds what it has created itself: the
   * same content is therefore a success. Two writers never write the same content, because each has
   * a name of its own in it.
   */
  @Override
  public boolean createIfAbsent(String path, byte[] content) throws IOException {
    while (true) {
      try {
        bucket.call(
            "create '%s'".formatted(path),
            client ->
                client.putObject(
                    put -> put.bucket(bucket.name()).key(bucket.key(path)).ifNoneMatch("*"),
                    RequestBody.fromBytes(content)));
        return true;
      } catch (S3RefusedException e) {
        if (e.status() == PRECONDITION_FAILED) {
          return read(path).filter(there -> Arrays.equals(there, content)).isPresent();
        }
        if (e.status() != CONFLICT) {
          throw e;
        }
        LOG.debug("another request for '{}' is in progress", path);
      }
    }
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    bucket.call(
        "write '%s'".formatted(path),
        client ->
            client.putObject(
                put -> put.bucket(bucket.name()).key(bucket.key(path)),
                RequestBody.fromBytes(content)));
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return bucket.call(
        "read '%s'".formatted(path),
        client -> {
          try {
            return Optional.of(
                client
                    .getObjectAsBytes(get -> get.bucket(bucket.name()).key(bucket.key(path)))
                    .asByteArray());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public StagedFile stage(String path) {
    return new S3StagedFile(bucket, path);
  }

  @Override
  public void publish(String path) {}

  @Override
  public void hide(String path) {}

  @Override
  public StoredInput open(String path) throws IOException {
    return S3Input.open(bucket, path);
  }

  @Override
  public List<String> directories(String path) throws IOException {
    String prefix = path.isEmpty() ? "" : path + '/';
    List<String> names = new ArrayList<>();
    bucket.list(
        prefix,
        true,
        page ->
            page.commonPrefixes()
                .forEach(common -> names.add(lastName(bucket.path(common.prefix())))));
    return names;
  }

  @Override
  public List<String> files(String path) throws IOException {
    List<String> names = new ArrayList<>();
    bucket.list(
        path + '/',
        true,
        page -> page.contents().forEach(object -> names.add(lastName(bucket.path(object.key())))));
    return names;
  }

  @Override
  public List<StoredFile> unpublished() throws IOException {
    List<StoredFile> found = new ArrayList<>();
    for (String recipe : directories("")) {
      if (!recipe.equals(DataPaths.INTERNAL)) {
        bucket.list(recipe + '/', false, page -> addData(page, found));
      }
    }
    return found;
  }

  @Override
  public Optional<List<StoredFile>> published() {
    return Optional.empty();
  }

  @Override
  public void delete(Collection<String> paths) throws IOException {
    List<String> all = List.copyOf(paths);
    for (int from = 0; from < all.size(); from += DELETED_AT_ONCE) {
      bucket.delete(all.subList(from, Math.min(all.size(), from + DELETED_AT_ONCE)));
    }
  }

  @Override
  public void discardUnfinished(Instant before) throws IOException {
    bucket.abortUploads(before);
  }

  @Override
  public void close() {
    bucket.close();
  }

  private void addData(ListObjectsV2Response page, List<StoredFile> found) {
    page.contents().stream()
        .map(it -> new StoredFile(bucket.path(it.key()), it.size(), it.lastModified()))
        .filter(file -> DataPaths.isData(file.path()))
        .forEach(found::add);
  }

  private static String lastName(String path) {
    String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Servers other than AWS may not know the checksums that the SDK would add to every request. */
  private static S3Client client(DatasetsLocation.S3 location) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
            .overrideConfiguration(
                settings -> settings.retryStrategy(retry -> retry.maxAttempts(MAX_ATTEMPTS)))
            .forcePathStyle(location.pathStyle())
            .region(location.region().map(Region::of).orElseGet(S3Storage::region));
    location
        .endpoint()
        .ifPresent(
            endpoint ->
                builder
                    .endpointOverride(endpoint)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED));
    return builder.build();
  }

  private static Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      LOG.debug("no region is configured", e);
      return Region.US_EAST_1;
    }
  }
}
