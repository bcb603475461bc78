package dev.winnow.synthesizer.planner.budget;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Claim;
import dev.winnow.schemas.Grant;
import dev.winnow.schemas.Recipe;
import dev.winnow.synthesizer.planner.budget.Account.Refusal;
import dev.winnow.synthesizer.planner.budget.Answer.Granted;
import dev.winnow.synthesizer.planner.budget.Answer.Refused;
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
 * Grants candidates out of recipes' budgets, in the order of the claims.
 *
 * <p>A claim that cannot be granted waits here, and its prompt is told why. Whenever a report, the
 * next hour or a larger budget makes room, those that waited longest get it. All claims of a recipe
 * come to one ledger, and Streams' transactions make each count once: so a recipe never gets more
 * than its budget. Not thread-safe.
 */
final class Ledger {
  /** So that one record, or one tick, does not hold up the others for long. */
  private static final int MOST_AT_ONCE = 1_000;

  private static final byte ACCOUNT = 'a';
  private static final byte CLAIM = 'c';
  private static final Budget UNLIMITED = new Budget(null, null, null, null);

  private final KeyValueStore<byte[], byte[]> store;
  private final Function<String, Optional<Recipe>> recipes;
  private final Consumer<Grant> grants;
  private final Set<String> waiting = new HashSet<>();

  /**
   * Takes up what the store has.
   *
   * @param recipes as they stand now
   * @param grants takes the answers
   */
  Ledger(
      KeyValueStore<byte[], byte[]> store,
      Function<String, Optional<Recipe>> recipes,
      Consumer<Grant> grants) {
    this.store = store;
    this.recipes = recipes;
    this.grants = grants;
    try (KeyValueIterator<byte[], byte[]> kept =
        store.range(new byte[] {ACCOUNT}, new byte[] {ACCOUNT + 1})) {
      kept.forEachRemaining(
          entry -> {
            if (Account.fromBytes(entry.value).isWaiting()) {
              waiting.add(new String(entry.key, 1, entry.key.length - 1, StandardCharsets.UTF_8));
            }
          });
    }
  }

  void onClaim(Claim claim, long now) {
    String recipe = claim.getRecipe();
    Account account = account(recipe, now);
    Spending spending =
        account.spending().reported(claim.getJudged(), claim.getTokens(), claim.getUnused());
    account = account.with(spending);
    if (claim.getCandidates() > 0) {
      store.put(claimKey(recipe, account.tail()), claimBytes(claim));
      account = account.longer();
    }
    serve(recipe, account);
  }

  /** Looks whether an hour has begun, or a budget was raised. */
  void onTick(long now) {
    List.copyOf(waiting).forEach(recipe -> serve(recipe, account(recipe, now)));
  }

  private void serve(String recipe, Account before) {
    Account account = before;
    Optional<Limits> limits = recipes.apply(recipe).map(Ledger::limits);
    for (int i = 0; i < MOST_AT_ONCE && account.isWaiting() && limits.isPresent(); i++) {
      Waiting first = claim(recipe, account.head());
      Answer answer = limits.get().answer(account.spending(), first.candidates());
      if (answer instanceof Granted granted) {
        store.delete(claimKey(recipe, account.head()));
        grants.accept(new Grant(first.promptId(), recipe, granted.candidates(), null, false));
        int longest = limits.get().maxTokens();
        account = account.with(account.spending().granted(granted.candidates(), longest)).shorter();
      } else {
        account = answer instanceof Refused refused ? tell(recipe, account, refused) : account;
        break;
      }
    }
    keep(recipe, account);
  }

  private Account tell(String recipe, Account before, Refused refused) {
    Account account =
        before.telling(refused.isForThisHour() ? Refusal.FOR_THIS_HOUR : Refusal.IN_ALL);
    for (int i = 0; i < MOST_AT_ONCE && account.told() < account.tail(); i++) {
      String promptId = claim(recipe, account.told()).promptId();
      grants.accept(new Grant(promptId, recipe, 0, refused.reason(), refused.isForThisHour()));
      account = account.toldOne();
    }
    return account;
  }

  private static Limits limits(Recipe recipe) {
    return new Limits(recipe.getBudget().orElse(UNLIMITED), recipe.getSampling().getMaxTokens());
  }

  private Account account(String recipe, long now) {
    byte[] bytes = store.get(accountKey(recipe));
    Account account = bytes == null ? Account.NONE : Account.fromBytes(bytes);
    return account.with(account.spending().at(now));
  }

  private void keep(String recipe, Account account) {
    store.put(accountKey(recipe), account.toBytes());
    if (account.isWaiting()) {
      waiting.add(recipe);
    } else {
      waiting.remove(recipe);
    }
  }

  /** A claim that is not granted yet. */
  private record Waiting(int candidates, String promptId) {}

  private Waiting claim(String recipe, long number) {
    ByteBuffer bytes = ByteBuffer.wrap(store.get(claimKey(recipe, number)));
    return new Waiting(bytes.getInt(), StandardCharsets.UTF_8.decode(bytes).toString());
  }

  private static byte[] claimBytes(Claim claim) {
    byte[] id = claim.getPromptId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + id.length)
        .putInt(claim.getCandidates())
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
