package dev.winnow.ops.scenario;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Kinds of records that no stage can use, whatever topic they are on. */
enum Poison {
  NULL_KEY_AND_VALUE(null, null),
  NULL_VALUE("tombstone", null),
  NULL_KEY(null, new byte[] {1, 2, 3}),
  EMPTY("k", new byte[0]),
  NOT_AVRO("k", new byte[] {'{', '"', 'a', '"', ':', '1', '}'}),
  UNKNOWN_SCHEMA("k", new byte[] {0, 0, 1, 99, 99, 1, 2, 3}),
  HUGE_KEY("k".repeat(3_700_000), new byte[] {9}),
  HUGE_GARBAGE("k", random(1_200_000)),
  BLOWS_UP_WHEN_DECOMPRESSED("k", new byte[6_000_000]),
  RECURSIVE_SCHEMA("k", null) {
    @Override
    byte[] value(KafkaConnection connection) {
      return framed(connection, RECURSIVE, new byte[200]);
    }
  },
  DEEP_SCHEMA("k", null) {
    @Override
    byte[] value(KafkaConnection connection) {
      Schema deep = Schema.create(Schema.Type.INT);
      for (int depth = 0; depth < 100; depth++) {
        deep = Schema.createArray(deep);
      }
      return framed(connection, deep, new byte[200]);
    }
  },
  TRUNCATED("k", null) {
    @Override
    byte[] value(KafkaConnection connection) {
      byte[] whole = avro(connection, Records.prompt("truncated"));
      return Arrays.copyOf(whole, whole.length / 2);
    }
  },
  FORGED_COUNT("k", null) {
    @Override
    byte[] value(KafkaConnection connection) {
      byte[] forged = Arrays.copyOf(avro(connection, Records.prompt("forged")), 5 + 20);
      Arrays.fill(forged, 5, 5 + 9, (byte) 0xff);
      return forged;
    }
  },
  WRONG_TYPE("k", null) {
    @Override
    byte[] value(KafkaConnection connection) {
      return avro(connection, RecordFactory.message("user", "no record"));
    }
  },
  HUGE_HEADERS("k", new byte[] {7}) {
    @Override
    ProducerRecord<byte[], byte[]> on(String topic, KafkaConnection connection) {
      ProducerRecord<byte[], byte[]> record = super.on(topic, connection);
      record.headers().add("h", random(1_000_000));
      return record;
    }
  },
  OLD_TIMESTAMP("k", new byte[] {8}) {
    @Override
    ProducerRecord<byte[], byte[]> on(String topic, KafkaConnection connection) {
      return new ProducerRecord<>(topic, null, 0L, key(), value(connection));
    }
  },
  FUTURE_TIMESTAMP("k", new byte[] {8}) {
    @Override
    ProducerRecord<byte[], byte[]> on(String topic, KafkaConnection connection) {
      long soon = System.currentTimeMillis() + Duration.ofMinutes(50).toMillis();
      return new ProducerRecord<>(topic, null, soon, key(), value(connection));
    }
  },
  /** Well-formed, of the topic's own type, under a key that is not its own. */
  WRONG_KEY("other", null) {
    @Override
    ProducerRecord<byte[], byte[]> on(String topic, KafkaConnection connection) {
      return new ProducerRecord<>(topic, key(), filled(topic, connection, 1));
    }
  },
  /** Well-formed, of the topic's own type, under the right key, with numbers that cannot be. */
  NEGATIVE_NUMBERS(Filled.TEXT, null) {
    @Override
    ProducerRecord<byte[], byte[]> on(String topic, KafkaConnection connection) {
      return new ProducerRecord<>(topic, key(), filled(topic, connection, -1));
    }

    /** No reader computes with the numbers of a status or of progress. */
    @Override
    boolean meansSomethingOn(String topic, Topics topics) {
      return topic.equals(topics.progress()) || topic.equals(topics.workers());
    }
  },
  /** Its requests would not fit their topic. */
  RECIPE_WITH_HUGE_OPTION("arithmetic", null) {
    @Override
    byte[] value(KafkaConnection connection) {
      String option = "o".repeat(4_100_000);
      Recipe recipe = Records.recipe();
      recipe.setVerification(
          RecordFactory.verification(RecordFactory.check("math", Map.of("tolerance", option))));
      return avro(connection, recipe);
    }
  };

  private static final Schema RECURSIVE =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Nest", "fields": [
                {"name": "next", "type": {"type": "array", "items": "Nest"}}]}
              """);

  private final @Nullable String key;
  private final byte @Nullable [] value;

  Poison(@Nullable String key, byte @Nullable [] value) {
    this.key = key;
    this.value = value;
  }

  /** Such a record for this topic. */
  ProducerRecord<byte[], byte[]> on(String topic, KafkaConnection connection) {
    return new ProducerRecord<>(topic, key(), value(connection));
  }

  /** Whether a record of the kind means something on this topic, so that it is no dead letter. */
  boolean meansSomethingOn(String topic, Topics topics) {
    return this == NULL_VALUE && topic.equals(topics.candidates());
  }

  byte @Nullable [] key() {
    return key == null ? null : key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  byte @Nullable [] value(KafkaConnection connection) {
    return value;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    bytes[0] = 1;
    return bytes;
  }

  private static byte[] framed(KafkaConnection connection, Schema schema, byte[] body) {
    int id =
        connection.registry().register("hostile-" + schema.getType() + schema.getName(), schema);
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  private static byte[] filled(String topic, KafkaConnection connection, int number) {
    Schema schema = schemaOf(topic, connection.topics());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(body, null);
    try {
      new GenericDatumWriter<GenericRecord>(schema).write(Filled.record(schema, number), encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return framed(connection, schema, body.toByteArray());
  }

  private static Schema schemaOf(String topic, Topics topics) {
    Map<String, Schema> schemas =
        Map.of(
            topics.prompts(), Prompt.SCHEMA$,
            topics.candidates(), Candidate.SCHEMA$,
            topics.verdicts(), Verdict.SCHEMA$,
            topics.usageReports(), UsageReport.SCHEMA$,
            topics.quotaLeases(), QuotaLease.SCHEMA$,
            topics.sampling(Records.POOL), SamplingRequest.SCHEMA$,
            topics.recipes(), Recipe.SCHEMA$,
            topics.progress(), Progress.SCHEMA$,
            topics.workers(), WorkerStatus.SCHEMA$);
    return schemas.getOrDefault(topic, Sample.SCHEMA$);
  }

  private static byte[] avro(KafkaConnection connection, SpecificRecord record) {
    return Objects.requireNonNull(
        new AvroSerializer<>(connection.registry())
            .serialize("hostile-" + record.getSchema().getName(), record));
  }
}
