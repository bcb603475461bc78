package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.ops.deadletters.DeadLetterView;
import dev.winnow.ops.deadletters.OriginalRecords;
import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.Decoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** {@code /v1/dead-letters}: where, when and why, and the bytes. */
final class DeadLetterApi {
  static final int MAX_LETTERS = 200;
  static final int HEAD_BYTES = 512;

  private static final int DEFAULT_LETTERS = 50;
  private static final String LETTER = "/v1/dead-letters/:partition/:offset";

  private final ConsoleReader reader;
  private final KafkaConnection connection;
  private final BlockingAnswers blocking;
  private final Decoder<DeadLetter> decoder;

  /** A part of the letters, with the groups of all. */
  private record Letters(
      Overview.Reading reading,
      List<DeadLetterIndex.Group> groups,
      List<JsonNode> letters,
      @Nullable String next) {}

  /**
   * A letter.
   *
   * @param head its record's first bytes in Base64; null where it had none
   * @param cut whether the letter holds the beginning of its record alone
   */
  private record Letter(DeadLetterView letter, @Nullable String head, boolean cut) {}

  DeadLetterApi(ConsoleReader reader, KafkaConnection connection, BlockingAnswers blocking) {
    this.reader = reader;
    this.connection = connection;
    this.blocking = blocking;
    this.decoder = new Decoder<>(connection.registry(), DeadLetter.class);
  }

  void declare(GuardedRoutes routes) {
    routes.needs(Role.READ, HttpMethod.GET, "/v1/dead-letters").handler(this::list);
    routes
        .needs(Role.READ, HttpMethod.GET, LETTER)
        .handler(context -> blocking.send(context, () -> letter(context)));
    routes
        .needs(Role.READ, HttpMethod.GET, LETTER + "/value")
        .handler(context -> blocking.run(context, () -> download(context)));
  }

  private void list(RoutingContext context) {
    int limit = ConsoleQuery.limit(context, DEFAULT_LETTERS, MAX_LETTERS);
    DeadLetterIndex index = reader.requireIndex().letters();
    DeadLetterIndex.Page page =
        index.list(
            ConsoleQuery.parameter(context, "reason"),
            ConsoleQuery.parameter(context, "after").orElse(""),
            limit);
    DocumentAnswer.send(
        context,
        new Letters(reader.overview().reading(), index.groups(), page.letters(), page.next()));
  }

  private Letter letter(RoutingContext context) {
    StoredDeadLetter stored = find(context);
    @Nullable String head =
        stored
            .letter()
            .getValue()
            .map(DeadLetterApi::bytes)
            .map(bytes -> Arrays.copyOf(bytes, Math.min(HEAD_BYTES, bytes.length)))
            .map(Base64.getEncoder()::encodeToString)
            .orElse(null);
    return new Letter(DeadLetterView.of(stored, false), head, DeadLetters.isCut(stored.letter()));
  }

  private void download(RoutingContext context) {
    StoredDeadLetter stored = find(context);
    byte[] value = stored.letter().getValue().map(DeadLetterApi::bytes).orElse(new byte[0]);
    context
        .response()
        .putHeader("Content-Type", "application/octet-stream")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"dead-letter-%d-%d.bin\""
                .formatted(stored.partition(), stored.offset()))
        .end(Buffer.buffer(value));
  }

  private StoredDeadLetter find(RoutingContext context) {
    StoredDeadLetter.Id id = id(context);
    TopicPartition place = new TopicPartition(connection.topics().deadLetters(), id.partition());
    try (OriginalRecords records = new OriginalRecords(connection)) {
      Optional<DeadLetter> letter =
          records
              .read(place, id.offset())
              .flatMap(record -> decoder.decode(record.topic(), record.value()).good());
      return new StoredDeadLetter(
          id.partition(), id.offset(), letter.orElseThrow(DeadLetterApi::absent));
    }
  }

  private static StoredDeadLetter.Id id(RoutingContext context) {
    try {
      return StoredDeadLetter.Id.parse(
          context.pathParam("partition") + '/' + context.pathParam("offset"));
    } catch (IllegalArgumentException e) {
      throw absent();
    }
  }

  private static ProblemDetail absent() {
    return new ProblemDetail(
        404, "No such dead letter", "its topic has none at this place, or no longer");
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
