package dev.winnow.ops.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SizingTest {
  private static final Cluster CLUSTER = new Cluster(3, 7, 365, 0.4, 500, 16, 20);

  /** The ids of a prompt are longer in the field than in tests. */
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private static final Offset<Double> NEAR = within(70.0);

  private static Fleet fleet(int gpus) {
    return new Fleet(gpus, 2_500, 256, 8, 800, 200, 4, 32, 8);
  }

  @Test
  void theFleetDecidesTheRates() {
    SizeReport report = Sizing.of(fleet(8), CLUSTER);

    assertThat(report.candidatesPerSecond()).isEqualTo(25.0);
    assertThat(report.promptsPerSecond()).isEqualTo(25.0 / 32);
  }

  @Test
  void aSmallFleetNeedsOneThreadOfEachStageAndAsManyBrokersAsCopies() {
    SizeReport report = Sizing.of(fleet(8), CLUSTER);

    assertThat(report.brokers()).isEqualTo(3);
    assertThat(report.pools()).isEqualTo(1);
    assertThat(report.parts()).allSatisfy(part -> assertThat(part.instances()).isEqualTo(1));
  }

  @Test
  void aLargeFleetPassesTheLimitsOfOneShareGroup() {
    SizeReport report = Sizing.of(fleet(10_000), CLUSTER);

    assertThat(report.pools()).isEqualTo(2);
    assertThat(report.partitions()).isGreaterThanOrEqualTo(10_000 * 256 / 8 / Figures.SHARE_LOCKS);
  }

  @Test
  void thePartThatIsFullFirstIsListedFirst() {
    assertThat(Sizing.of(fleet(100), CLUSTER).parts())
        .isSortedAccordingTo((a, b) -> Long.compare(a.fullAtGpus(), b.fullAtGpus()));
  }

  @Test
  void theOrdersOfAllPartitionsKeepEveryGpuBusy() {
    for (int gpus : List.of(8, 100, 10_000)) {
      SizeReport report = Sizing.of(fleet(gpus), CLUSTER);

      assertThat((long) report.window() * report.partitions())
          .isGreaterThanOrEqualTo(2L * gpus * 256);
    }
  }

  @Test
  void tenTimesTheGpusFillTenTimesTheDisk() {
    assertThat(Sizing.of(fleet(1_000), CLUSTER).diskBytes())
        .isCloseTo(10 * Sizing.of(fleet(100), CLUSTER).diskBytes(), within(1.0));
  }

  @Test
  void refusesWhatIsNoFleet() {
    assertThatThrownBy(() -> fleet(0)).hasMessage("--gpus: want 1 to 1,000,000");
    assertThatThrownBy(() -> new Fleet(1, Double.NaN, 1, 1, 1, 1, 1, 1, 1))
        .hasMessageContaining("--tokens-per-second: want a number above 0");
    assertThatThrownBy(() -> new Fleet(1, 1, 1, 1, 1, 1, 1, 4, 8))
        .hasMessageContaining("--candidates-per-request: want at most --candidates-per-prompt");
  }

  @Test
  void recordsAreAsLongWithoutTheirTextsAsTheFiguresSay() {
    assertThat(bytes(candidate())).isCloseTo(Figures.CANDIDATE, NEAR);
    assertThat(bytes(verdict())).isCloseTo(Figures.VERDICT, NEAR);
    assertThat(bytes(row())).isCloseTo(Figures.ROW, NEAR);
    assertThat(bytes(request())).isCloseTo(Figures.REQUEST, NEAR);
    assertThat(bytes(progress())).isCloseTo(Figures.PROGRESS, NEAR);
  }

  /** With the key, which is the prompt's id. */
  private static double bytes(SpecificRecord record) {
    try (AvroSerializer<SpecificRecord> serializer =
        new AvroSerializer<>(new InMemorySchemaRegistry())) {
      byte[] bytes = Objects.requireNonNull(serializer.serialize("winnow.topic", record));
      return bytes.length + ID.length();
    }
  }

  private static Prompt prompt() {
    Prompt prompt = Records.prompt(ID);
    prompt.setMessages(List.of(RecordFactory.message("user", "")));
    return prompt;
  }

  private static Candidate candidate() {
    return Candidate.newBuilder()
        .setPrompt(prompt())
        .setIndex(7)
        .setRecipeVersion("0123456789ab")
        .setRound(2)
        .setAttempt(0)
        .setVerification(Records.recipe().getVerification())
        .setSampling(Records.sampling())
        .setSeed(1L << 60)
        .setResponse("")
        .setFinishReason(FinishReason.STOP)
        .setTokens(800)
        .setModel("Qwen/Qwen2.5-Math-1.5B-Instruct")
        .setSampledAt(Records.NOW)
        .build();
  }

  private static Verdict verdict() {
    return Verdict.newBuilder()
        .setPromptId(ID)
        .setIndex(7)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setOutcome(Outcome.REJECTED)
        .setReason("DIFFERENT_VALUE")
        .setExtractedAnswer("3")
        .setTokens(800)
        .setVerifier("math/1")
        .setJudgedAt(Records.NOW)
        .build();
  }

  private static Sample row() {
    return Sample.newBuilder()
        .setId(ID + "/7")
        .setPromptId(ID)
        .setIndex(7)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setMessages(List.of(RecordFactory.message("user", "")))
        .setPrompt("")
        .setResponse("")
        .setReference("3")
        .setOutcome(Outcome.REJECTED)
        .setCorrect(false)
        .setReason("DIFFERENT_VALUE")
        .setExtractedAnswer("4")
        .setPassRate(0.5)
        .setRound(2)
        .setModel("Qwen/Qwen2.5-Math-1.5B-Instruct")
        .setSampling(Records.sampling())
        .setSeed(1L << 60)
        .setFinishReason(FinishReason.STOP)
        .setTokens(800)
        .setVerifier("math/1")
        .setMetadata(Map.of("family", "add"))
        .setSampledAt(Records.NOW)
        .setJudgedAt(Records.NOW)
        .build();
  }

  private static SamplingRequest request() {
    return SamplingRequest.newBuilder()
        .setId(ID + "/r2")
        .setPrompt(prompt())
        .setRecipeVersion("0123456789ab")
        .setPool("demo")
        .setRound(2)
        .setAttempt(0)
        .setFirstIndex(8)
        .setCount(8)
        .setSeed(1L << 60)
        .setSampling(Records.sampling())
        .setVerification(Records.recipe().getVerification())
        .setIssuedAt(Records.NOW)
        .build();
  }

  private static Progress progress() {
    return Progress.newBuilder()
        .setPromptId(ID)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setState(PromptState.SAMPLING)
        .setRound(2)
        .setOrdered(16)
        .setJudged(8)
        .setAccepted(4)
        .setRejected(4)
        .setUndecided(0)
        .setPassRate(0.5)
        .setWanted(8)
        .setContentHash(ID + ID)
        .setMetadata(Map.of("family", "add"))
        .setTokens(6_400)
        .setSeed(1L << 60)
        .setStartedAt(Records.NOW)
        .setUpdatedAt(Records.NOW)
        .build();
  }
}
