package dev.winnow.planner.budget;

import dev.winnow.planner.budget.QuotaAnswer.Given;
import dev.winnow.planner.budget.QuotaAnswer.Refused;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UsageReport;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Gives blocks of recipes' budgets to planner partitions, in the order of their demands.
 *
 * <ol>
 *   <li>A partition reports what it ordered, what was judged and what it gives back.
 *   <li>What it wants becomes a demand. The oldest demand is answered first, with a {@linkplain
 *       Limits block}; a partition that wants more asks again, and so comes after the others.
 *   <li>A demand that cannot be answered stands, and its partition is told why, once for each
 *       reason. Whenever a report, the next hour or a larger budget makes room, it is answered.
 * </ol>
 *
 * <p>All reports of a recipe come to one quota manager, and Streams' transactions make each count
 * once: so the leases of a recipe never exceed its budget. A lease counts as spent until its
 * partition gives it back. Not thread-safe.
 */
final class QuotaManager {
  private static final Budget UNLIMITED = new Budget(null, null, null, null);
  private static final Refused PAUSED =
      new Refused(
          QuotaAnswer.Kind.PAUSED,
          "the recipe is paused; publish it without 'paused: true', and this prompt goes on");

  private final KeyValueStore<byte[], byte[]> accounts;
  private final Function<String, Optional<Recipe>> recipes;
  private final Consumer<QuotaLease> leases;
  private final Set<String> waiting = new HashSet<>();

  /**
   * Takes up what the store has.
   *
   * @param accounts by recipe
   * @param recipes as they stand now
   * @param leases takes the answers
   */
  QuotaManager(
      KeyValueStore<byte[], byte[]> accounts,
      Function<String, Optional<Recipe>> recipes,
      Consumer<QuotaLease> leases) {
    this.accounts = accounts;
    this.recipes = recipes;
    this.leases = leases;
    try (KeyValueIterator<byte[], byte[]> kept = accounts.all()) {
      kept.forEachRemaining(
          entry -> {
            if (QuotaAccount.fromBytes(entry.value).isWaiting()) {
              waiting.add(new String(entry.key, StandardCharsets.UTF_8));
            }
          });
    }
  }

  void onReport(UsageReport report, long now) {
    String recipe = report.getRecipe();
    serve(recipe, account(recipe, now).reported(report));
  }

  /** Looks whether an hour has begun, or a budget was raised. */
  void onTick(long now) {
    List.copyOf(waiting).forEach(recipe -> serve(recipe, account(recipe, now)));
  }

  /** Returns what the budgets have left: the number of each recipe and limit. */
  Map<List<String>, Double> left(long now) {
    Map<List<String>, Double> left = new HashMap<>();
    try (KeyValueIterator<byte[], byte[]> kept = accounts.all()) {
      kept.forEachRemaining(
          entry -> {
            String name = new String(entry.key, StandardCharsets.UTF_8);
            QuotaAccount account = QuotaAccount.fromBytes(entry.value).at(now);
            recipes
                .apply(name)
                .ifPresent(
                    recipe ->
                        limits(recipe)
                            .left(account.spending())
                            .forEach(
                                (limit, most) ->
                                    left.put(List.of(name, limit), most.doubleValue())));
          });
    }
    return left;
  }

  private void serve(String name, QuotaAccount before) {
    keep(name, recipes.apply(name).map(recipe -> answer(recipe, before)).orElse(before));
  }

  /** Ends: each answer takes away a demand, or is the last. */
  private QuotaAccount answer(Recipe recipe, QuotaAccount before) {
    Limits limits = limits(recipe);
    QuotaAccount account = before;
    for (var next = account.next(); next.isPresent(); next = account.next()) {
      int partition = next.get().getKey();
      QuotaAnswer answer =
          recipe.getPaused() ? PAUSED : limits.answer(account, next.get().getValue().demand());
      switch (answer) {
        case Given given -> {
          account = account.given(partition, given.candidates(), limits.maxTokens());
          leases.accept(
              lease(recipe, partition, account).setCandidates(given.candidates()).build());
        }
        case Refused refused -> {
          return tell(recipe, refused, account);
        }
      }
    }
    return account;
  }

  private QuotaAccount tell(Recipe recipe, Refused refused, QuotaAccount before) {
    QuotaAccount account = before;
    for (Map.Entry<Integer, LeaseHolder> holder : before.holders().entrySet()) {
      LeaseHolder partition = holder.getValue();
      if (partition.wants() && partition.demand().told() != refused.kind()) {
        account = account.told(holder.getKey(), refused.kind());
        leases.accept(
            lease(recipe, holder.getKey(), account)
                .setCandidates(0)
                .setRefusal(refused.words())
                .setForThisHour(refused.kind() != QuotaAnswer.Kind.IN_ALL)
                .build());
      }
    }
    return account;
  }

  private static QuotaLease.Builder lease(Recipe recipe, int partition, QuotaAccount account) {
    return QuotaLease.newBuilder()
        .setRecipe(recipe.getName())
        .setRecipeVersion(recipe.getVersion())
        .setPartition(partition)
        .setHour(account.spending().hour());
  }

  private static Limits limits(Recipe recipe) {
    return new Limits(recipe.getBudget().orElse(UNLIMITED), recipe.getSampling().getMaxTokens());
  }

  private QuotaAccount account(String recipe, long now) {
    byte[] bytes = accounts.get(recipe.getBytes(StandardCharsets.UTF_8));
    QuotaAccount account = bytes == null ? QuotaAccount.NONE : QuotaAccount.fromBytes(bytes);
    return account.at(now);
  }

  private void keep(String recipe, QuotaAccount account) {
    accounts.put(recipe.getBytes(StandardCharsets.UTF_8), account.toBytes());
    if (account.isWaiting()) {
      waiting.add(recipe);
    } else {
      waiting.remove(recipe);
    }
  }
}
