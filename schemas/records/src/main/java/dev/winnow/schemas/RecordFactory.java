package dev.winnow.schemas;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Creates records most of whose fields keep their defaults. */
@NullMarked
public final class RecordFactory {
  static {
    // A record with nested records cannot be built before Avro trusts their classes.
    AvroTrust.install();
  }

  private RecordFactory() {}

  /** Returns a message without a name and without tools. */
  public static Message message(String role, String content) {
    return Message.newBuilder().setRole(role).setContent(content).build();
  }

  /**
   * Returns an allocation by this strategy; its options are those that are given, without defaults.
   */
  public static Allocation allocation(String strategy, Map<String, String> options) {
    return new Allocation(strategy, options);
  }

  /** Returns a check of this type with these options, and the usual rules for what an answer is. */
  public static Check check(String type, Map<String, String> options) {
    return Check.newBuilder().setType(type).setOptions(options).build();
  }

  /** Returns a verification by these checks alone, in this order. */
  public static Verification verification(Check... checks) {
    return Verification.newBuilder().setChecks(List.of(checks)).build();
  }
}
