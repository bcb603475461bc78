package dev.winnow.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.jspecify.annotations.NullMarked;

/**
 * Lets Avro load our generated records. Since 1.12.2 Avro loads no class that a schema names unless
 * the application trusts it; we trust one package and keep whatever was trusted before.
 */
@NullMarked
public final class AvroTrust {
  private static final String PACKAGE = Prompt.class.getPackageName();

  static {
    ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityPredicate ours = type -> type.getPackageName().equals(PACKAGE);
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, ours));
  }

  private AvroTrust() {}

  /**
   * Makes sure that the trust is in place: to be called before records are read, written or copied.
   */
  public static void install() {
    // The static initializer did it, exactly once.
  }
}
