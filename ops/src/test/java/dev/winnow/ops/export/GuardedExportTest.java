package dev.winnow.ops.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedExportTest {
  private static final JsonNode ROW = Json.MAPPER.createObjectNode().put("id", "p/3");

  static Stream<Throwable> failures() {
    return Stream.of(
        new NullPointerException("no such column"),
        new NoClassDefFoundError("org/example/Missing"),
        new StackOverflowError(),
        new AssertionError("never"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureNamesTheLayoutAndTheRow(Throwable failure) {
    Export failing = throwing(failure);

    assertThatThrownBy(() -> failing.onRow("accepted", ROW, row -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("layout 'other' failed at row 'p/3' of accepted: " + failure)
        .hasCause(failure);
  }

  @Test
  void aRefusalOfTheRowStaysAsItIs() {
    assertThatThrownBy(
            () ->
                throwing(new IllegalArgumentException("no references"))
                    .onRow("accepted", ROW, row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no references");
  }

  @Test
  void aFullDiskIsNoFaultOfTheLayout() {
    Export writing =
        new GuardedExport(
            "layout 'other'", (dataset, row, out) -> out.accept(Json.MAPPER.createObjectNode()));

    assertThatThrownBy(() -> writing.onRow("accepted", ROW, GuardedExportTest::refuse))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left");
  }

  private static void refuse(ObjectNode row) {
    throw new UncheckedIOException(new IOException("No space left on device"));
  }

  private static Export throwing(Throwable failure) {
    return new GuardedExport(
        "layout 'other'",
        (dataset, row, out) -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }
}
