package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A check that fails when it is created is refused as one with bad options is. */
class ForeignCheckTest {
  record None() {}

  private record Foreign(Supplier<AnswerCheck> creation) implements CheckPlugin<None> {
    @Override
    public String name() {
      return "foreign";
    }

    @Override
    public String summary() {
      return "a check of somebody else's";
    }

    @Override
    public Class<None> options() {
      return None.class;
    }

    @Override
    public AnswerCheck create(None options) {
      return creation.get();
    }
  }

  @Test
  void aFailureIsABadCheck() {
    assertRefused(
        () -> {
          throw new NullPointerException("no list");
        },
        "java.lang.NullPointerException: no list");
    assertRefused(
        () -> {
          throw new NoClassDefFoundError("org/example/Gone");
        },
        "java.lang.NoClassDefFoundError: org/example/Gone");
    assertRefused(() -> null, "java.lang.NullPointerException");
  }

  private static void assertRefused(Supplier<AnswerCheck> creation, String why) {
    assertThatThrownBy(() -> Checks.create(new Foreign(creation), Map.of()))
        .isInstanceOf(BadCheckException.class)
        .hasMessageStartingWith("check 'foreign', %s cannot be used: ", Foreign.class.getName())
        .hasMessageContaining(why);
  }
}
