package dev.winnow.sink.testing;

import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Works until this call, counted from 1, and fails from there on, as after a death. */
  public static Storage from(Storage storage, int call) {
    AtomicInteger calls = new AtomicInteger();
    return proxy(
        (proxy, called, arguments) -> {
          if (calls.incrementAndGet() >= call && !called.getName().equals("name")) {
            throw new IOException("connection reset");
          }
          return invoke(storage, called, arguments);
        });
  }

  private static Storage of(
      Storage storage, String method, Predicate<String> path, boolean isDone) {
    return proxy(
        (proxy, called, arguments) -> {
          boolean fails =
              called.getName().equals(method) && path.test(String.valueOf(arguments[0]));
          if (fails && !isDone) {
            throw new IOException("connection reset");
          }
          Object result = invoke(storage, called, arguments);
          if (fails) {
            throw new IOException("connection reset");
          }
          return result;
        });
  }

  private static Storage proxy(InvocationHandler handler) {
    return (Storage)
        Proxy.newProxyInstance(
            Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, handler);
  }

  private static Object invoke(Storage storage, Method called, Object[] arguments)
      throws Throwable {
    try {
      return called.invoke(storage, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
