package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.traces.TraceExport;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Outcome;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces of the whole stream, as a collector gets them. */
@Tag("long")
class TracedStreamIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PROMPTS = 5;
  private static final int CANDIDATES = 4;

  @TempDir private Path directory;

  @Test
  void aSamplingRequestIsOneTraceFromItsOrderToEveryVerdict() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        FaultyRewardServer rewards = new FaultyRewardServer()) {
      Set<String> ofRows = new HashSet<>();
      try (ScoredStream stream = traced(rewards, Optional.of(collector.uri()));
          Stage scorer = stream.scorer()) {
        scorer.start();
        stream.publish("{type: math}");
        await().atMost(PATIENCE).until(() -> rows(stream).size() == PROMPTS * CANDIDATES);
        rows(stream).forEach(row -> ofRows.add(traceOf(row)));
      }
      // The stream's end has exported what was still in its queue.
      Map<String, List<Span>> traces = collector.traces();

      assertThat(traces).hasSize(PROMPTS);
      assertThat(ofRows).isEqualTo(traces.keySet());
      assertThat(traces.values()).allSatisfy(TracedStreamIT::assertWhole);
    }
  }

  @Test
  void withoutACollectorNoRecordHasAHeader() throws Exception {
    try (FaultyRewardServer rewards = new FaultyRewardServer();
        ScoredStream stream = traced(rewards, Optional.empty());
        Stage scorer = stream.scorer()) {
      scorer.start();
      stream.publish("{type: math}");
      await().atMost(PATIENCE).until(() -> rows(stream).size() == PROMPTS * CANDIDATES);

      assertThat(rows(stream)).allSatisfy(row -> assertThat(row.headers()).isEmpty());
    }
  }

  private ScoredStream traced(FaultyRewardServer rewards, Optional<URI> collector)
      throws Exception {
    Operations operations = new Operations(Optional.empty(), TraceExport.open(collector, Map.of()));
    return new ScoredStream(directory, rewards, PROMPTS, CANDIDATES, operations);
  }

  /** The spans of one request, with all parents as they must be. */
  private static void assertWhole(List<Span> trace) {
    Span order = only(trace, "order", "");
    Span queue = only(trace, "sampling queue", id(order));
    Span sampling = only(trace, "sampling", id(order));
    List<Span> verifications = under(trace, "verification", id(sampling));
    assertThat(queue.getEndTimeUnixNano()).isGreaterThanOrEqualTo(queue.getStartTimeUnixNano());
    assertThat(verifications).hasSize(CANDIDATES);
    int spans = 3 + CANDIDATES;
    for (Span verification : verifications) {
      if (isDecided(verification)) {
        continue;
      }
      only(trace, "scoring queue", id(verification));
      only(trace, "scoring", id(verification));
      assertThat(isDecided(only(trace, "verdict", id(verification)))).isTrue();
      spans += 3;
    }
    assertThat(trace).as("nothing else belongs to the trace").hasSize(spans);
  }

  /** A candidate that the checks do not accept has its verdict without a score. */
  private static boolean isDecided(Span span) {
    return span.getAttributesList().stream().anyMatch(a -> a.getKey().equals("winnow.outcome"));
  }

  private static Span only(List<Span> trace, String name, String parent) {
    List<Span> found = under(trace, name, parent);
    assertThat(found).as("%s under '%s'", name, parent).hasSize(1);
    return found.getFirst();
  }

  private static List<Span> under(List<Span> trace, String name, String parent) {
    return trace.stream()
        .filter(span -> span.getName().equals(name))
        .filter(span -> OtlpReceiver.hex(span.getParentSpanId()).equals(parent))
        .toList();
  }

  private static String id(Span span) {
    return OtlpReceiver.hex(span.getSpanId());
  }

  private static String traceOf(ConsumerRecord<?, ?> row) {
    Header header = row.headers().lastHeader("traceparent");
    return new String(header.value(), StandardCharsets.US_ASCII).split("-")[1];
  }

  private static List<ConsumerRecord<byte[], byte[]>> rows(ScoredStream stream) {
    List<ConsumerRecord<byte[], byte[]>> rows = new ArrayList<>();
    try (TopicScan scan = new TopicScan(stream.connection())) {
      for (Outcome outcome : Outcome.values()) {
        String topic = stream.connection().topics().samples(outcome);
        scan.read(topic, Map.of(), TopicScan.End.COMMITTED, rows::add);
      }
    }
    return rows;
  }
}
