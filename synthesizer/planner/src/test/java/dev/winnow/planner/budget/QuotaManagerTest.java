package dev.winnow.planner.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.planner.HeapStores;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.QuotaGrant;
import dev.winnow.schemas.QuotaRequest;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The quota manager's guarantee: never more than the budget, and nobody is forgotten. */
class QuotaManagerTest {
  private static final int MAX_TOKENS = Records.recipe().getSampling().getMaxTokens();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int PROMPTS = 30;

  private final KeyValueStore<byte[], byte[]> store = HeapStores.create();
  private final List<QuotaGrant> answers = new ArrayList<>();
  private Optional<Recipe> recipe = Optional.empty();
  private QuotaManager quotaManager = open();

  private QuotaManager open() {
    return new QuotaManager(store, name -> recipe, answers::add);
  }

  @Property(tries = 300)
  void neverMoreIsGrantedThanTheBudgetHas(
      @ForAll @IntRange(min = 1, max = 200) int candidates,
      @ForAll @IntRange(min = 1, max = 100) int tokenCandidates,
      @ForAll @IntRange(min = 1, max = 60) int perHour,
      @ForAll @IntRange(min = 1, max = 40) int tokenCandidatesPerHour,
      @ForAll long seed) {
    long tokens = (long) tokenCandidates * MAX_TOKENS;
    long tokensPerHour = (long) tokenCandidatesPerHour * MAX_TOKENS;
    declare(new Budget((long) candidates, tokens, (long) perHour, tokensPerHour));
    Course course = new Course(new Random(seed));

    for (int step = 0; step < 400; step++) {
      course.step();
      assertThat(course.granted).isLessThanOrEqualTo(candidates);
      assertThat(course.generated).isLessThanOrEqualTo(tokens);
      course.byHour.values().forEach(sum -> assertThat(sum).isLessThanOrEqualTo(perHour));
      course
          .tokensByHour
          .values()
          .forEach(sum -> assertThat(sum).isLessThanOrEqualTo(tokensPerHour));
      quotaManager = open();
    }
  }

  @Property(tries = 100)
  void withoutABudgetEveryClaimIsGrantedInFull(@ForAll long seed) {
    declare(null);
    Random random = new Random(seed);
    for (int i = 0; i < PROMPTS; i++) {
      int asked = 1 + random.nextInt(64);
      quotaManager.onQuotaRequest(quotaRequest("p" + i, asked), 0);
      assertThat(answers.getLast().getCandidates()).isEqualTo(asked);
    }
  }

  @Example
  void whoWaitedLongestIsServedFirst() {
    declare(new Budget(1L, null, null, null));
    for (int i = 0; i < 4; i++) {
      quotaManager.onQuotaRequest(quotaRequest("p" + i, 1), 0);
    }

    declare(new Budget(3L, null, null, null));
    quotaManager.onTick(0);

    assertThat(answers)
        .filteredOn(quotaGrant -> quotaGrant.getCandidates() > 0)
        .extracting(QuotaGrant::getPromptId)
        .containsExactly("p0", "p1", "p2");
  }

  @Example
  void aRefusalIsToldOnce() {
    declare(new Budget(1L, null, null, null));
    quotaManager.onQuotaRequest(quotaRequest("p0", 2), 0);
    quotaManager.onQuotaRequest(quotaRequest("p1", 2), 0);

    for (int i = 0; i < 5; i++) {
      quotaManager.onTick(HOUR * i);
    }

    assertThat(answers).hasSize(2);
    assertThat(answers.getLast().getRefusal()).isPresent();
  }

  @Example
  void whoWasToldToWaitForTheHourIsToldWhenAllIsSpent() {
    declare(new Budget(2L, null, 1L, null));
    quotaManager.onQuotaRequest(quotaRequest("p0", 1), 0);
    quotaManager.onQuotaRequest(quotaRequest("p1", 1), 0);
    quotaManager.onQuotaRequest(quotaRequest("p2", 1), 0);
    assertThat(answers).extracting(QuotaGrant::getForThisHour).containsExactly(false, true, true);

    quotaManager.onTick(HOUR);

    assertThat(answers.subList(3, answers.size()))
        .extracting(QuotaGrant::getPromptId, QuotaGrant::getCandidates, QuotaGrant::getForThisHour)
        .containsExactly(tuple("p1", 1, false), tuple("p2", 0, false));
  }

  @Example
  void whatWasNotUsedIsGrantedAgain() {
    declare(new Budget(4L, null, null, null));
    quotaManager.onQuotaRequest(quotaRequest("p0", 4), 0);
    quotaManager.onQuotaRequest(quotaRequest("p1", 4), 0);

    quotaManager.onQuotaRequest(new QuotaRequest("arithmetic", "p0", 0, 3, 0L, 3), 0);

    assertThat(answers.getLast())
        .returns("p1", QuotaGrant::getPromptId)
        .returns(3, QuotaGrant::getCandidates);
  }

  @Example
  void aClaimUnderARecipeThatIsDeletedWaitsForItsReturn() {
    quotaManager.onQuotaRequest(quotaRequest("p0", 4), 0);
    assertThat(answers).isEmpty();

    declare(null);
    quotaManager.onTick(0);

    assertThat(answers).hasSize(1);
  }

  @Example
  void whatIsOutstandingKeepsTheLengthItWasGrantedWith() {
    long tokens = 10L * MAX_TOKENS;
    declare(new Budget(null, tokens, null, null));
    quotaManager.onQuotaRequest(quotaRequest("p0", 9), 0);
    recipe = Optional.of(withMaxTokens(recipe.orElseThrow(), 1));

    quotaManager.onQuotaRequest(quotaRequest("p1", 10 * MAX_TOKENS), 0);

    assertThat(answers.getLast().getCandidates()).isEqualTo(MAX_TOKENS);
  }

  @Example
  void oneTickUnderAClockFarAheadDoesNotHoldUpTheHoursUntilThen() {
    declare(new Budget(null, null, 1L, null));
    quotaManager.onQuotaRequest(quotaRequest("p0", 1), HOUR);
    quotaManager.onQuotaRequest(quotaRequest("p1", 1), HOUR);
    quotaManager.onTick(HOUR * 100_000);
    quotaManager.onQuotaRequest(quotaRequest("p2", 1), HOUR);
    answers.clear();

    quotaManager.onTick(HOUR * 2);

    assertThat(answers)
        .extracting(QuotaGrant::getPromptId, QuotaGrant::getCandidates)
        .contains(tuple("p2", 1));
  }

  @Example
  void aClockThatGoesBackDoesNotGiveAnHourTwice() {
    declare(new Budget(null, null, 1L, null));
    quotaManager.onQuotaRequest(quotaRequest("p0", 1), HOUR);

    quotaManager.onQuotaRequest(quotaRequest("p1", 1), HOUR - 1);
    quotaManager.onTick(HOUR);

    assertThat(answers).filteredOn(quotaGrant -> quotaGrant.getCandidates() > 0).hasSize(1);
  }

  private static Recipe withMaxTokens(Recipe recipe, int most) {
    SamplingParams sampling =
        SamplingParams.newBuilder(recipe.getSampling()).setMaxTokens(most).build();
    return Recipe.newBuilder(recipe).setSampling(sampling).build();
  }

  private void declare(@Nullable Budget budget) {
    recipe = Optional.of(Recipe.newBuilder(Records.recipe()).setBudget(budget).build());
  }

  private static QuotaRequest quotaRequest(String promptId, int candidates) {
    return new QuotaRequest("arithmetic", promptId, candidates, 0, 0L, 0);
  }

  /** Prompts that quota request, sample and report, at random, as time goes by. */
  private final class Course {
    private final Random random;
    private final Map<String, Integer> sampling = new HashMap<>();
    private final List<String> idle = new ArrayList<>();
    private final Map<Long, Long> byHour = new HashMap<>();
    private final Map<Long, Long> tokensByHour = new HashMap<>();
    private long granted;
    private long generated;
    private long now;

    Course(Random random) {
      this.random = random;
      for (int i = 0; i < PROMPTS; i++) {
        idle.add("p" + i);
      }
    }

    void step() {
      now += random.nextInt(20) == 0 ? HOUR / 2 : 1;
      if (!idle.isEmpty() && random.nextBoolean()) {
        quotaManager.onQuotaRequest(
            quotaRequest(idle.remove(random.nextInt(idle.size())), 1 + random.nextInt(8)), now);
      } else if (!sampling.isEmpty()) {
        report(sampling.keySet().iterator().next());
      } else {
        quotaManager.onTick(now);
      }
      answers.forEach(this::take);
      answers.clear();
    }

    private void report(String promptId) {
      int judged = Objects.requireNonNull(sampling.remove(promptId));
      long tokens = judged * (long) random.nextInt(MAX_TOKENS + 1);
      generated += tokens;
      tokensByHour.merge(now / HOUR, tokens, Long::sum);
      quotaManager.onQuotaRequest(
          new QuotaRequest("arithmetic", promptId, 0, judged, tokens, 0), now);
      idle.add(promptId);
    }

    private void take(QuotaGrant quotaGrant) {
      if (quotaGrant.getCandidates() > 0) {
        sampling.put(quotaGrant.getPromptId(), quotaGrant.getCandidates());
        granted += quotaGrant.getCandidates();
        byHour.merge(now / HOUR, (long) quotaGrant.getCandidates(), Long::sum);
      }
    }
  }
}
