package dev.winnow.runtime.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token permits. A token may have several roles; none includes another. */
public enum Role {
  /** Publishes prompts. */
  PUBLISH,

  /** Reads progress, recipes, metrics and samples. */
  READ,

  /** Changes recipes and with them budgets, retries prompts, and whatever else an operator does. */
  OPERATE,

  /** Has responses judged, which costs processor time and changes nothing. */
  VERIFY;

  /** Every role. */
  public static final Set<Role> ALL = Set.of(values());

  /** Returns the role's name in files, options and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the role with this name. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** Returns the names of roles, separated by commas. */
  public static String words(Set<Role> roles) {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
  }
}
