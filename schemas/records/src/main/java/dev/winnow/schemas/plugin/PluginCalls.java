package dev.winnow.schemas.plugin;

import dev.winnow.schemas.text.GeneratedText;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the code of plug-ins. Plug-ins are written by others, and a mistake of theirs must not stop
 * a stream or end a command without saying which plug-in failed.
 */
public final class PluginCalls {
  private static final int MAX_MESSAGE_CHARS = 400;
  private static final String NULL = "null was returned";

  private PluginCalls() {}

  /**
   * Returns what a plug-in's code returns.
   *
   * @param plugin the plug-in in words, such as {@code check 'exact'}
   * @throws BadOptionsException if the code refuses its options, fails in any other way, or returns
   *     null; the cause is what the code threw
   */
  @SuppressWarnings("CatchingUnchecked") // Includes whatever the plug-in's code throws.
  public static <T> T guarded(String plugin, Supplier<T> code) {
    try {
      return Objects.requireNonNull(code.get(), NULL);
    } catch (BadOptionsException e) {
      throw e;
    } catch (Throwable e) {
      throw refusal(plugin, ofPlugin(e));
    }
  }

  /**
   * Returns what a plug-in's code returns; another value if it fails or returns null.
   *
   * @param failed receives what the code threw
   */
  @SuppressWarnings("CatchingUnchecked") // Includes whatever the plug-in's code throws.
  public static <T> T orElse(T otherwise, Supplier<T> code, Consumer<Throwable> failed) {
    try {
      return Objects.requireNonNull(code.get(), NULL);
    } catch (Throwable e) {
      failed.accept(ofPlugin(e));
      return otherwise;
    }
  }

  /**
   * Returns what a plug-in's code has thrown; checked exceptions among it, which compilers of other
   * languages let pass.
   *
   * @throws VirtualMachineError if it is one, but for a stack that was too deep: the process is
   *     then not to go on
   */
  public static Throwable ofPlugin(Throwable thrown) {
    if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
      throw error;
    }
    return thrown;
  }

  /** Returns the refusal of options at which a plug-in's code threw this. */
  static BadOptionsException refusal(String plugin, @Nullable Throwable thrown) {
    if (thrown instanceof BadOptionsException known) {
      return known;
    }
    String message =
        thrown instanceof IllegalArgumentException && thrown.getMessage() != null
            ? thrown.getMessage()
            : "%s cannot be used: %s".formatted(plugin, thrown);
    BadOptionsException refused =
        new BadOptionsException("", GeneratedText.cut(message, MAX_MESSAGE_CHARS));
    refused.initCause(thrown);
    return refused;
  }
}
