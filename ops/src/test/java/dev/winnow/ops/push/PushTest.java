package dev.winnow.ops.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.push.FakeHub.Fault;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.schemas.Outcome;
import dev.winnow.sink.SingleSink;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.maintain.CompactionConfig;
import dev.winnow.sink.maintain.Compactor;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.Datasets;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes of datasets that a sink has written, to a hub that fails. */
class PushTest {
  private static final String API = "/api/datasets/team/arithmetic";
  private static final String BATCH = "/datasets/team/arithmetic.git/info/lfs/objects/batch";
  private static final Backoff BACKOFF =
      new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(3));

  @TempDir private Path datasets;
  private final FakeHub hub = new FakeHub();
  private final AtomicLong size = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private Storage storage;

  @BeforeEach
  void open() {
    storage = DatasetsLocation.of(datasets).open();
  }

  @AfterEach
  void close() {
    storage.close();
    hub.close();
  }

  @Test
  void createsTheRepositoryAndPushesWhatTheManifestLists() throws Exception {
    write(Format.PARQUET, 3);

    PushReport report = push();

    assertHubHasTheDatasets();
    assertThat(report.uploaded()).isEqualTo(3);
    assertThat(report.changed()).isEqualTo(6);
    assertThat(report.rows()).isEqualTo(6);
    assertThat(report.commit()).contains("commit1");
    assertThat(hub.count("POST /api/repos/create")).isEqualTo(1);
    assertThat(sent.get()).isEqualTo(size.get()).isPositive();
  }

  @Test
  void pushesSmallFilesOfLinesInsideTheCommit() throws Exception {
    write(Format.JSONL, 2);

    PushReport report = push();

    assertHubHasTheDatasets();
    assertThat(report.uploaded()).isZero();
    assertThat(hub.count("POST " + BATCH)).isZero();
  }

  @Test
  void sendsNoFileThatIsThereAlready() throws Exception {
    write(Format.PARQUET, 2);
    PushReport unused = push();

    PushReport again = push();

    assertThat(again.commit()).isEmpty();
    assertThat(hub.count("PUT ")).isEqualTo(2);
    assertThat(hub.commits()).isEqualTo(1);
    assertThat(hub.count("GET " + API + "/tree")).as("pages").isEqualTo(3);
  }

  @Test
  void deletesWhatACompactionHasReplacedAndLeavesWhatIsNotOurs() throws Exception {
    write(Format.PARQUET, 4);
    PushReport unused = push();
    hub.put("LICENSE", "mine");
    new Compactor(
            storage,
            new CompactionConfig(64 << 20, 2, Duration.ofHours(1), Duration.ofDays(1)),
            InstantSource.system())
        .run();
    describe();

    PushReport report = push();

    assertThat(report.deleted()).isEqualTo(4);
    assertThat(report.rows()).isEqualTo(8);
    assertThat(hub.content()).containsKey("LICENSE");
    assertThat(hub.content().keySet()).filteredOn(path -> path.endsWith(".parquet")).hasSize(1);
  }

  @Test
  void waitsAsLongAsItIsToldAndTriesAgain() throws Exception {
    write(Format.PARQUET, 1);
    hub.fail(
        API + "/preupload/main",
        new Fault(429, "application/json", "{}", Map.of("Retry-After", "1")));
    hub.fail(BATCH, Fault.status(500, "{\"error\": \"oops\"}"));
    hub.fail("/OID", Fault.LOST, Fault.status(503, ""));
    hub.fail(API + "/commit/main", new Fault(502, "text/html", "<html>bad gateway", Map.of()));
    long before = System.nanoTime();

    PushReport unused = push();

    assertHubHasTheDatasets();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(hub.count("PUT ")).isEqualTo(3);
    assertThat(sent.get()).isEqualTo(size.get());
  }

  @Test
  void continuesAfterAPushThatWasStopped() throws Exception {
    write(Format.PARQUET, 3);
    hub.fail(API + "/commit/main", Fault.LOST, Fault.LOST, Fault.LOST);
    assertThatThrownBy(this::push).hasMessageContaining("does not answer (3 attempts)");
    assertThat(hub.content()).isEmpty();

    PushReport report = push();

    assertHubHasTheDatasets();
    assertThat(report.uploaded()).isZero();
    assertThat(hub.count("PUT ")).isEqualTo(3);
  }

  @Test
  void uploadsLargeFilesInParts() throws Exception {
    write(Format.PARQUET, 1);
    hub.splitInto(1_000);
    hub.fail("/OID/2", Fault.LOST);

    PushReport unused = push();

    assertHubHasTheDatasets();
    assertThat(hub.count("PUT ")).isGreaterThan(3);
    assertThat(sent.get()).isEqualTo(size.get());
  }

  @Test
  void saysThatTheTokenIsWrongAndNotWhichItIs() throws Exception {
    write(Format.PARQUET, 1);
    String wrong = "hf_wrongwrongwrong";
    hub.fail(API, Fault.status(401, "{\"error\": \"token " + wrong + " is invalid\"}"));

    assertThatThrownBy(() -> push(Optional.of(wrong)))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("the hub says 401: token (the key) is invalid; is the token right")
        .hasMessageNotContaining(wrong);
    assertThat(hub.count("GET " + API)).isEqualTo(1);
  }

  @Test
  void givesUpAServerThatKeepsFailing() throws Exception {
    write(Format.PARQUET, 1);
    Fault broken = Fault.status(500, "{\"error\": \"broken\"}");
    hub.fail(API, broken, broken, broken);

    assertThatThrownBy(this::push).hasMessageContaining("the hub says 500: broken");
  }

  @Test
  void doesNotWaitForHours() throws Exception {
    write(Format.PARQUET, 1);
    hub.fail(
        API,
        new Fault(429, "application/json", "{\"error\": \"slow\"}", Map.of("Retry-After", "7200")));

    assertThatThrownBy(this::push).hasMessageContaining("the hub says 429: slow");
  }

  @Test
  void saysThatAPageIsNoAnswerOfAHub() throws Exception {
    write(Format.PARQUET, 1);
    hub.fail(API, new Fault(200, "text/html", "<html>welcome</html>", Map.of()));

    assertThatThrownBy(this::push)
        .hasMessageContaining("the answer is an HTML page, not JSON; is the endpoint the address");
  }

  @Test
  void boundsAnAnswerWithoutEnd() throws Exception {
    write(Format.PARQUET, 1);
    Fault huge = Fault.status(200, "[" + " ".repeat(17 << 20) + "]");
    hub.fail(API, huge, huge, huge);

    assertThatThrownBy(this::push).hasMessageContaining("its answer has more than 16777216 bytes");
  }

  @Test
  void refusesToOverwriteWhatChangedMeanwhile() throws Exception {
    write(Format.PARQUET, 1);
    hub.fail(API + "/commit/main", Fault.status(412, "{\"error\": \"not the latest commit\"}"));

    assertThatThrownBy(this::push)
        .hasMessageContaining("the repository has changed meanwhile: push again");
  }

  @Test
  void aManifestThatIsCutOffSendsNothingAndSaysWhichAndTheRemedy() throws Exception {
    write(Format.PARQUET, 1);
    Path manifest = datasets.resolve("arithmetic/manifest.jsonl");
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(this::push)
        .hasMessageContaining("arithmetic/manifest.jsonl is damaged")
        .hasMessageContaining("a running sink writes it anew");
    assertThat(hub.content()).isEmpty();
  }

  @Test
  void sendsNothingUnencryptedFromAnEncryptedHub() {
    HubAddress encrypted =
        new HubAddress(java.net.URI.create("https://hub.example.org"), "me/data", "main");

    assertThatThrownBy(() -> encrypted.named("http://storage.example.org/x"))
        .hasMessageContaining("not encrypted");
    assertThatThrownBy(() -> encrypted.named("file:///etc/passwd"))
        .hasMessageContaining("not http(s)");
  }

  private PushReport push() throws IOException {
    return push(Optional.of(FakeHub.TOKEN));
  }

  private PushReport push(Optional<String> token) throws IOException {
    size.set(0);
    sent.set(0);
    return new Push(hub.address(), token, true, BACKOFF)
        .run(storage, "arithmetic", "rows", size::addAndGet, sent::addAndGet);
  }

  private void assertHubHasTheDatasets() throws IOException {
    List<DataFile> files = Datasets.files(datasets);
    Map<String, byte[]> there = hub.content();
    assertThat(there.keySet()).contains("README.md", "manifest.jsonl", "stats.json");
    assertThat(there).hasSize(files.size() + 3);
    for (DataFile file : files) {
      byte[] content =
          Objects.requireNonNull(there.get(file.path().substring("arithmetic/".length())));
      assertThat(FakeHub.sha256(content)).isEqualTo(file.sha256());
    }
  }

  /** Files of two rows each. */
  private void write(Format format, int files) throws Exception {
    try (SingleSink sink = new SingleSink(storage, format)) {
      for (int i = 0; i < files; i++) {
        sink.take(Samples.sample("p" + i, 0, Outcome.ACCEPTED));
        sink.take(Samples.sample("p" + i, 1, Outcome.ACCEPTED));
        sink.commit();
      }
      sink.describe();
    }
  }

  private void describe() throws Exception {
    try (SingleSink sink = new SingleSink(storage, Format.PARQUET)) {
      sink.describe();
    }
  }
}
