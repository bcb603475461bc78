package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State as the version before wrote it: no number of rejected, rows held under other keys. */
class StoreMigrationTest {
  private static final Selection ROUND = new Selection(0, 3, 2, false);

  @TempDir Path stateDirectory;

  @Test
  void goesOnWithARoundThatTheVersionBeforeBegan() {
    try (VerifierDriver verifier = new VerifierDriver(stateDirectory)) {
      // TestCandidates 0 and 1 were judged, 0 was accepted and waits.
      verifier.<String>store(VerifierTopology.JUDGED).put("p", new byte[] {1, 0, 0, 0, 1, 0b11});
      byte[] row = verifier.bytes(row(0));
      byte[] held = new HeldRow(5, ROUND, ByteBuffer.wrap(row)).toBytes();
      Bytes old = Bytes.wrap(HexFormat.of().parseHex("702f00000000"));
      verifier.<Bytes>store(VerifierTopology.HELD).put(old, held);

      verifier.send(TestCandidates.of("p", 1, WRONG, ROUND));
      assertThat(verifier.verdicts().isEmpty()).as("verdicts that were not kept").isTrue();
      verifier.send(TestCandidates.of("p", 2, RIGHT, ROUND));

      assertThat(verifier.rows(Outcome.ACCEPTED).readValuesToList())
          .extracting(Sample::getIndex, one -> one.getSelected().orElseThrow())
          .containsExactly(tuple(0, true), tuple(2, true));
      assertThat(verifier.verdict().getIndex()).isEqualTo(2);
      assertThat(verifier.entries(VerifierTopology.HELD)).isZero();
    }
  }

  private static Sample row(int index) {
    var candidate = TestCandidates.of("p", index, RIGHT, ROUND);
    var judgement = new Judge(1_000).judge(candidate);
    var verdict = Rows.verdict(candidate, judgement, 0, candidate.getSampledAt());
    return Rows.sample(candidate, verdict, 0, java.util.Optional.empty());
  }
}
