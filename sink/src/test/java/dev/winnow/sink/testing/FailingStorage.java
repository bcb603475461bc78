package dev.winnow.sink.testing;

import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** A storage whose connection breaks at certain calls. */
public final class FailingStorage {
  private FailingStorage() {}

  /** Fails instead of the calls of this method whose first argument is a path like this. */
  public static Storage before(Storage storage, String method, Predicate<String> path) {
    return of(storage, method, path, false);
  }

  /** Does what these calls ask for, and then fails: the answer is lost. */
  public static Storage after(Storage storage, String method, Predicate<String> path) {
    return of(storage, method, path, true);
  }

  private static Storage of(
      Storage storage, String method, Predicate<String> path, boolean isDone) {
    return (Storage)
        Proxy.newProxyInstance(
            Storage.class.getClassLoader(),
            new Class<?>[] {Storage.class},
            (proxy, called, arguments) -> {
              boolean fails =
                  called.getName().equals(method) && path.test(String.valueOf(arguments[0]));
              if (fails && !isDone) {
                throw new IOException("connection reset");
              }
              try {
                Object result = called.invoke(storage, arguments);
                if (fails) {
                  throw new IOException("connection reset");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
