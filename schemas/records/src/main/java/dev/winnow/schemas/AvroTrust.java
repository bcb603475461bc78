package dev.winnow.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.jspecify.annotations.NullMarked;

/**
 * Lets Avro load our generated records. Since 1.12.2 Avro loads only those classes named by a
 * schema that the application trusts; this trusts one package in addition to those trusted before.
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
   * Ensures that the package is trusted; must be called before records are read, written or copied.
   */
  public static void install() {
    // The static initializer has done the work, exactly once.
  }
}
