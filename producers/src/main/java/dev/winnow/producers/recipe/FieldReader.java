package dev.winnow.producers.recipe;

import dev.winnow.producers.recipe.Located.Place;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.OptionType;
import dev.winnow.schemas.plugin.Options;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one object by name and type; what does not fit becomes a problem. */
final class FieldReader {
  private final Located.Fields object;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  FieldReader(Located.Fields object, String path, Problems problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  /** Says that this field must be there. */
  void require(String name, String example) {
    known.add(name);
    if (value(name) == null && !problems.concerns(path(name))) {
      problems.add(object.place(), path(name), "is missing; write for example " + example);
    }
  }

  /** Whether this field is there. */
  boolean has(String name) {
    return value(name) != null;
  }

  /** Says that this option of a plug-in must be there, if it must. */
  void requireIfNeeded(OptionInfo option) {
    if (option.isRequired()) {
      String example = option.example().isEmpty() ? option.placeholder() : option.example();
      String written = option.isJson() ? "'%s'".formatted(example) : example;
      require(option.name(), option.name() + ": " + written);
    }
  }

  /** Returns which of two words a field holds; the first is the default. */
  boolean isSecond(String name, String first, String second) {
    Optional<String> word = text(name);
    if (word.isPresent() && !word.get().equals(first) && !word.get().equals(second)) {
      problem(name, "want %s or %s, not '%s'".formatted(first, second, word.get()));
    }
    return word.filter(second::equals).isPresent();
  }

  Optional<String> text(String name) {
    return value(name) instanceof Located.Text text
        ? Optional.of(text.value())
        : wrong(name, "text");
  }

  int integer(String name, int otherwise) {
    long value = number(name, otherwise);
    if (value != (int) value) {
      problems.add(place(name), path(name), value + " is out of range");
      return otherwise;
    }
    return (int) value;
  }

  long number(String name, long otherwise) {
    return number(name).orElse(otherwise);
  }

  Optional<Long> number(String name) {
    if (!(value(name) instanceof Located.Numeral numeral)) {
      return wrong(name, "a whole number");
    }
    Optional<Long> whole = numeral.whole();
    if (whole.isEmpty()) {
      String message =
          numeral.isWhole()
              ? numeral.value() + " is out of range"
              : "want a whole number, not " + numeral.value();
      problem(name, message);
    }
    return whole;
  }

  boolean flag(String name, boolean otherwise) {
    if (value(name) instanceof Located.Flag flag) {
      return flag.value();
    }
    return this.<Boolean>wrong(name, "true or false").orElse(otherwise);
  }

  double decimal(String name, double otherwise) {
    if (value(name) instanceof Located.Numeral numeral) {
      try {
        return Double.parseDouble(numeral.plain());
      } catch (NumberFormatException e) {
        problems.add(numeral.place(), path(name), "want a decimal, not " + numeral.value());
        return otherwise;
      }
    }
    return this.<Double>wrong(name, "a number").orElse(otherwise);
  }

  List<String> texts(String name) {
    if (!(value(name) instanceof Located.Items items)) {
      return this.<List<String>>wrong(name, "a list of texts").orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (Located item : items.values()) {
      if (item instanceof Located.Text text) {
        texts.add(text.value());
      } else {
        problems.add(item.place(), path(name), "want text in quotes, not " + item.kind());
      }
    }
    return texts;
  }

  Optional<FieldReader> object(String name) {
    return value(name) instanceof Located.Fields fields
        ? Optional.of(new FieldReader(fields, path(name), problems))
        : wrong(name, "an object");
  }

  /** Returns the objects of a list; empty where there is no list. */
  List<FieldReader> objects(String name) {
    if (!(value(name) instanceof Located.Items items)) {
      return this.<List<FieldReader>>wrong(name, "a list of objects").orElse(List.of());
    }
    List<FieldReader> objects = new ArrayList<>();
    for (int i = 0; i < items.values().size(); i++) {
      Located item = items.values().get(i);
      String at = path(name) + "[" + i + "]";
      if (item instanceof Located.Fields fields) {
        objects.add(new FieldReader(fields, at, problems));
      } else {
        problems.add(item.place(), at, "want an object, not " + item.kind());
      }
    }
    return objects;
  }

  /**
   * Returns the value of a plug-in's option as text, where it has the form that the option's type
   * has.
   */
  Optional<String> option(OptionInfo option) {
    Located value = value(option.name());
    if (option.shape() == OptionInfo.Shape.LIST && value != null) {
      return value instanceof Located.Items items
          ? items(option, items)
          : wrong(option.name(), "a list");
    }
    return Optional.ofNullable(value)
        .flatMap(some -> scalar(option, some))
        .or(() -> wrong(option.name(), wanted(option)));
  }

  private static String wanted(OptionInfo option) {
    return option.isJson() ? "text that holds JSON, in quotes" : option.type().words();
  }

  private Optional<String> items(OptionInfo option, Located.Items items) {
    List<String> texts = new ArrayList<>();
    for (Located item : items.values()) {
      Optional<String> text = scalar(option, item).filter(some -> !some.contains("\n"));
      if (text.isEmpty()) {
        String wanted = "want %s in one line, not %s".formatted(option.type().words(), item.kind());
        problems.add(item.place(), path(option.name()), wanted);
      }
      text.ifPresent(texts::add);
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(Options.join(texts));
  }

  private static Optional<String> scalar(OptionInfo option, Located value) {
    OptionType type = option.type();
    return switch (value) {
      case Located.Numeral numeral ->
          type.isNumber() ? Optional.of(written(numeral, type)) : Optional.empty();
      case Located.Flag flag ->
          type == OptionType.BOOLEAN ? Optional.of(String.valueOf(flag.value())) : Optional.empty();
      case Located.Text text ->
          type.isNumber() || type == OptionType.BOOLEAN
              ? Optional.empty()
              : Optional.of(text.value());
      default -> Optional.empty();
    };
  }

  private static String written(Located.Numeral numeral, OptionType type) {
    return type == OptionType.DOUBLE
        ? numeral.plain()
        : numeral.whole().map(String::valueOf).orElseGet(numeral::plain);
  }

  /** Reports what a plug-in refuses, where nothing was reported of it yet. */
  void refuse(OptionProblem problem) {
    String option = problem.option();
    if (option.isEmpty()) {
      problems.add(object.place(), path, problem.message());
      return;
    }
    // A problem inside the text of an option is named checks[1].options.trim, for example.
    String name = option.replaceFirst("[.\\[].*", "");
    String file = OptionInfo.fileField(name);
    if (!problems.concerns(path(option)) && !problems.concerns(path(file))) {
      boolean isInFile = object.values().containsKey(file);
      problems.add(place(isInFile ? file : name), path(option), problem.message());
    }
  }

  /** Returns whether nothing was reported of this object and of what is in it. */
  boolean isSound() {
    return !problems.concerns(path);
  }

  void problem(String name, String message) {
    problems.add(place(name), path(name), message);
  }

  /** Reports every field that was not asked for, and every one without a value. */
  void refuseOthers() {
    object.values().forEach(this::refuseIfUnused);
  }

  private void refuseIfUnused(String name, Located value) {
    if (problems.concerns(path(name))) {
      return;
    }
    if (!known.contains(name)) {
      problem(name, "unknown field; known are " + String.join(", ", known));
    } else if (value instanceof Located.Nothing) {
      problem(name, "has no value; give one, or leave the field out");
    }
  }

  private <T> Optional<T> wrong(String name, String wanted) {
    Located value = value(name);
    if (value != null) {
      problems.add(value.place(), path(name), "want %s, not %s".formatted(wanted, value.kind()));
    }
    return Optional.empty();
  }

  private @Nullable Located value(String name) {
    known.add(name);
    Located value = object.values().get(name);
    return value instanceof Located.Nothing ? null : value;
  }

  private Place place(String name) {
    Located value = object.values().get(name);
    return value == null ? object.place() : value.place();
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
