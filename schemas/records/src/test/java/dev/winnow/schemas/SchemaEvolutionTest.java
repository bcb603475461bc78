package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A reader with today's schemas must understand every record ever written: BACKWARD_TRANSITIVE.
 * Every version that was released lies in {@code released/<Record>/v<n>.avsc} and never changes; a
 * changed schema joins them there under the next number.
 */
class SchemaEvolutionTest {
  private static final Path RELEASED = Path.of("src/test/resources/released");
  private static final List<Schema> CURRENT =
      List.of(
          Candidate.SCHEMA$,
          UsageReport.SCHEMA$,
          DeadLetter.SCHEMA$,
          QuotaLease.SCHEMA$,
          CuratedPrompt.SCHEMA$,
          OpenWindow.SCHEMA$,
          WaitingPrompt.SCHEMA$,
          Pair.SCHEMA$,
          Progress.SCHEMA$,
          Prompt.SCHEMA$,
          Recipe.SCHEMA$,
          PendingCandidate.SCHEMA$,
          Sample.SCHEMA$,
          SamplingRequest.SCHEMA$,
          Score.SCHEMA$,
          ScoringRequest.SCHEMA$,
          ScoringStarted.SCHEMA$,
          Verdict.SCHEMA$,
          WorkerStatus.SCHEMA$,
          RoundVote.SCHEMA$);

  @TestFactory
  Stream<DynamicTest> todaysSchemasReadEveryReleasedOne() {
    return CURRENT.stream()
        .map(schema -> test(schema, () -> assertReadsAll(schema, released(schema))));
  }

  @TestFactory
  Stream<DynamicTest> todaysSchemasAreTheNewestReleasedOnes() {
    return CURRENT.stream()
        .map(
            schema -> test(schema, () -> assertThat(released(schema).getLast()).isEqualTo(schema)));
  }

  @TestFactory
  Stream<DynamicTest> everyFieldSaysWhatItMeans() {
    return CURRENT.stream()
        .map(
            schema ->
                test(
                    schema,
                    () ->
                        assertThat(schema.getFields())
                            .allSatisfy(
                                field -> assertThat(field.doc()).isNotBlank().endsWith("."))));
  }

  @Test
  void aFieldWithoutADefaultWouldBeRefused() {
    Schema changed =
        new Schema.Parser()
            .parse(
                Verdict.SCHEMA$
                    .toString()
                    .replaceFirst("\"fields\":\\[", "$0{\"name\":\"new\",\"type\":\"int\"},"));

    var compatibility =
        SchemaCompatibility.checkReaderWriterCompatibility(changed, Verdict.SCHEMA$);

    assertThat(compatibility.getType()).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
  }

  private static DynamicTest test(Schema schema, org.junit.jupiter.api.function.Executable body) {
    return DynamicTest.dynamicTest(schema.getName(), body);
  }

  private static void assertReadsAll(Schema schema, List<Schema> earlier)
      throws SchemaValidationException {
    new SchemaValidatorBuilder().canReadStrategy().validateAll().validate(schema, earlier);
  }

  private static List<Schema> released(Schema schema) throws IOException {
    try (Stream<Path> files = Files.list(RELEASED.resolve(schema.getName()))) {
      return files
          .sorted(java.util.Comparator.comparingInt(SchemaEvolutionTest::version))
          .map(SchemaEvolutionTest::parse)
          .toList();
    }
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
