package dev.winnow.planner.budget;

import dev.winnow.planner.budget.QuotaAccount.Refusal;
import dev.winnow.planner.budget.QuotaAnswer.Granted;
import dev.winnow.planner.budget.QuotaAnswer.Refused;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.QuotaGrant;
import dev.winnow.schemas.QuotaRequest;
import dev.winnow.schemas.Recipe;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Grants candidates out of recipes' budgets, in the order of the quota requests.
 *
 * <p>A quota request that cannot be granted waits here, and its prompt is told why. Whenever a
 * report, the next hour or a larger budget makes room, those that waited longest get it. All quota
 * requests of a recipe come to one quota manager, and Streams' transactions make each count once:
 * so a recipe never gets more than its budget. Not thread-safe.
 */
final class QuotaManager {
  /** So that one record, or one tick, does not hold up the others for long. */
  private static final int MAX_AT_ONCE = 1_000;

  private static final byte ACCOUNT = 'a';
  private static final byte CLAIM = 'c';
  private static final Budget UNLIMITED = new Budget(null, null, null, null);

  private final KeyValueStore<byte[], byte[]> store;
  private final Function<String, Optional<Recipe>> recipes;
  private final Consumer<QuotaGrant> quotaGrants;
  private final Set<String> waiting = new HashSet<>();

  /**
   * Takes up what the store has.
   *
   * @param recipes as they stand now
   * @param grants takes the answers
   */
  QuotaManager(
      KeyValueStore<byte[], byte[]> store,
      Function<String, Optional<Recipe>> recipes,
      Consumer<QuotaGrant> quotaGrants) {
    this.store = store;
    this.recipes = recipes;
    this.quotaGrants = quotaGrants;
    try (KeyValueIterator<byte[], byte[]> kept =
        store.range(new byte[] {ACCOUNT}, new byte[] {ACCOUNT + 1})) {
      kept.forEachRemaining(
          entry -> {
            if (QuotaAccount.fromBytes(entry.value).isWaiting()) {
              waiting.add(new String(entry.key, 1, entry.key.length - 1, StandardCharsets.UTF_8));
            }
          });
    }
  }

  void onQuotaRequest(QuotaRequest quotaRequest, long now) {
    String recipe = quotaRequest.getRecipe();
    QuotaAccount account = account(recipe, now);
    Spending spending =
        account
            .spending()
            .reported(quotaRequest.getJudged(), quotaRequest.getTokens(), quotaRequest.getUnused());
    account = account.with(spending);
    if (quotaRequest.getCandidates() > 0) {
      store.put(claimKey(recipe, account.tail()), claimBytes(quotaRequest));
      account = account.longer();
    }
    serve(recipe, account);
  }

  /** Looks whether an hour has begun, or a budget was raised. */
  void onTick(long now) {
    List.copyOf(waiting).forEach(recipe -> serve(recipe, account(recipe, now)));
  }

  private void serve(String recipe, QuotaAccount before) {
    QuotaAccount account = before;
    Optional<Limits> limits = recipes.apply(recipe).map(QuotaManager::limits);
    for (int i = 0; i < MAX_AT_ONCE && account.isWaiting() && limits.isPresent(); i++) {
      Waiting first = quotaRequest(recipe, account.head());
      QuotaAnswer answer = limits.get().answer(account.spending(), first.candidates());
      if (answer instanceof Granted granted) {
        store.delete(claimKey(recipe, account.head()));
        quotaGrants.accept(
            new QuotaGrant(first.promptId(), recipe, granted.candidates(), null, false));
        int longest = limits.get().maxTokens();
        account = account.with(account.spending().granted(granted.candidates(), longest)).shorter();
      } else {
        account = answer instanceof Refused refused ? tell(recipe, account, refused) : account;
        break;
      }
    }
    keep(recipe, account);
  }

  private QuotaAccount tell(String recipe, QuotaAccount before, Refused refused) {
    QuotaAccount account =
        before.telling(refused.isForThisHour() ? Refusal.FOR_THIS_HOUR : Refusal.IN_ALL);
    for (int i = 0; i < MAX_AT_ONCE && account.told() < account.tail(); i++) {
      String promptId = quotaRequest(recipe, account.told()).promptId();
      quotaGrants.accept(
          new QuotaGrant(promptId, recipe, 0, refused.reason(), refused.isForThisHour()));
      account = account.toldOne();
    }
    return account;
  }

  private static Limits limits(Recipe recipe) {
    return new Limits(recipe.getBudget().orElse(UNLIMITED), recipe.getSampling().getMaxTokens());
  }

  private QuotaAccount account(String recipe, long now) {
    byte[] bytes = store.get(accountKey(recipe));
    QuotaAccount account = bytes == null ? QuotaAccount.NONE : QuotaAccount.fromBytes(bytes);
    return account.with(account.spending().at(now));
  }

  private void keep(String recipe, QuotaAccount account) {
    store.put(accountKey(recipe), account.toBytes());
    if (account.isWaiting()) {
      waiting.add(recipe);
    } else {
      waiting.remove(recipe);
    }
  }

  /** A quota request that is not granted yet. */
  private record Waiting(int candidates, String promptId) {}

  private Waiting quotaRequest(String recipe, long number) {
    ByteBuffer bytes = ByteBuffer.wrap(store.get(claimKey(recipe, number)));
    return new Waiting(bytes.getInt(), StandardCharsets.UTF_8.decode(bytes).toString());
  }

  private static byte[] claimBytes(QuotaRequest quotaRequest) {
    byte[] id = quotaRequest.getPromptId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + id.length)
        .putInt(quotaRequest.getCandidates())
        .put(id)
        .array();
  }

  private static byte[] accountKey(String recipe) {
    byte[] name = recipe.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + name.length).put(ACCOUNT).put(name).array();
  }

  /** A name has no zero byte, so no two keys are the same. */
  private static byte[] claimKey(String recipe, long number) {
    byte[] name = recipe.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + name.length + Long.BYTES)
        .put(CLAIM)
        .put(name)
        .put((byte) 0)
        .putLong(number)
        .array();
  }
}
