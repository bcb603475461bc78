package dev.winnow.math.work;

import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The math library, changed so that it counts its work. */
public final class CountedMath {
  private final Object verifier;
  private final Method compare;
  private final Method verify;

  public CountedMath() {
    try {
      ClassLoader loader = initialized();
      Class<?> policy = loader.loadClass(MathPolicy.class.getName());
      Class<?> type = loader.loadClass(MathVerifier.class.getName());
      Object defaults = policy.getMethod("defaults").invoke(null);
      this.verifier = type.getConstructor(policy).newInstance(defaults);
      this.compare = type.getMethod("compare", String.class, String.class);
      this.verify = type.getMethod("verify", String.class, String.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The work of {@link MathVerifier#compare}. */
  public long workOfComparing(String gold, String candidate) {
    return CountedWork.of(() -> invoke(compare, gold, candidate));
  }

  /** The work of {@link MathVerifier#verify}. */
  public long workOfVerifying(String reference, String response) {
    return CountedWork.of(() -> invoke(verify, reference, response));
  }

  /** The library, with its tables made: that is not the work of any comparison. */
  private static ClassLoader initialized() throws ReflectiveOperationException {
    ClassLoader loader = new Loader();
    try {
      Path classes =
          Path.of(MathVerifier.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(classes.resolve("dev/winnow/math"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
          String name = classes.relativize(file).toString().replace('/', '.');
          if (!name.endsWith("package-info.class")) {
            Class.forName(name.substring(0, name.length() - 6), true, loader);
          }
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return loader;
  }

  private void invoke(Method method, String first, String second) {
    try {
      Objects.requireNonNull(method.invoke(verifier, first, second));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Loads the library's classes once more, each of them counting. */
  private static final class Loader extends ClassLoader {
    private static final String LIBRARY = "dev.winnow.math.";

    Loader() {
      super(CountedMath.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(LIBRARY) || name.startsWith(LIBRARY + "work.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? counting(name) : loaded;
      }
    }

    private Class<?> counting(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytecode = CountingTransformer.transformed(in.readAllBytes());
        return defineClass(name, bytecode, 0, bytecode.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
