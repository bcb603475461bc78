package dev.winnow.transformer.template.jinja;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}. */
final class LoopState implements Callable {
  private final List<Object> items;
  private final int depth;
  private final @Nullable Callable again;
  private int index = -1;
  private @Nullable Object lastChanged;

  LoopState(List<Object> items, int depth, @Nullable Callable again) {
    this.items = items;
    this.depth = depth;
    this.again = again;
  }

  void next() {
    index++;
  }

  int depth() {
    return depth;
  }

  @Override
  public Object call(Rendering rendering, Arguments arguments) {
    if (again == null) {
      throw new TemplateException("the loop is not marked as recursive");
    }
    return again.call(rendering, arguments);
  }

  Optional<Object> attribute(String name) {
    int size = items.size();
    return Optional.ofNullable(
        switch (name) {
          case "index" -> index + 1L;
          case "index0" -> (long) index;
          case "revindex" -> (long) (size - index);
          case "revindex0" -> size - index - 1L;
          case "first" -> index == 0;
          case "last" -> index == size - 1;
          case "length" -> (long) size;
          case "depth" -> depth + 1L;
          case "depth0" -> (long) depth;
          case "previtem" ->
              index > 0 ? items.get(index - 1) : new UndefinedValue("there is no previous item");
          case "nextitem" ->
              index < size - 1 ? items.get(index + 1) : new UndefinedValue("there is no next item");
          case "cycle" -> (Callable) (rendering, given) -> cycle(given.positional());
          case "changed" -> (Callable) this::changed;
          default -> null;
        });
  }

  private Object cycle(List<Object> values) {
    if (values.isEmpty()) {
      throw new TemplateException("no items for cycling given");
    }
    return values.get(index % values.size());
  }

  private Object changed(Rendering rendering, Arguments arguments) {
    Object now = new Tuple(arguments.positional());
    boolean changed = lastChanged == null || !Comparing.equal(lastChanged, now, rendering.budget());
    lastChanged = now;
    return changed;
  }
}
