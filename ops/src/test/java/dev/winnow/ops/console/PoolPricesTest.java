package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.status.WorkerView;
import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolPricesTest {
  private final PoolPrices prices = new PoolPrices();

  @Test
  void aPoolWithoutAPriceHasAnUnknownOne() {
    prices.add(report(null));

    assertThat(prices.outputPrice(Records.POOL, List.of())).isEmpty();
  }

  @Test
  void aPriceIsKnownWhenItsWorkersAreGoneAndAfterARestart() {
    RecordStore store = RecordStore.inMemory();
    prices.add(report(2.5));
    prices.add(report(null));
    prices.save(store);
    PoolPrices again = new PoolPrices();

    again.load(store);

    assertThat(again.outputPrice(Records.POOL, List.of())).contains(2.5);
    assertThat(PoolPrices.cost(2.5, 2_000_000)).isEqualTo(5.0);
  }

  @Test
  void workersWithDifferentPricesLeaveThePriceOfThePoolUnknown() {
    prices.add(report(2.5));

    assertThat(prices.outputPrice(Records.POOL, List.of(worker(2.5), worker(4.0)))).isEmpty();
    assertThat(prices.outputPrice(Records.POOL, List.of(worker(2.5), worker(null)))).contains(2.5);
  }

  @Test
  void aPriceThatIsNoNumberIsNone() {
    prices.add(report(Double.NaN));
    prices.add(report(-1.0));

    assertThat(prices.outputPrice(Records.POOL, List.of())).isEmpty();
  }

  private static WorkerStatus report(@Nullable Double price) {
    return WorkerStatus.newBuilder(ConsoleRecords.worker("w", WorkerState.READY, Records.NOW, 100))
        .setOutputPrice(price)
        .build();
  }

  private static WorkerView worker(@Nullable Double price) {
    String at = Records.NOW.toString();
    return new WorkerView(
        Records.POOL,
        "w",
        "abacus",
        "READY",
        null,
        null,
        at,
        at,
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        price,
        null);
  }
}
