package dev.winnow.producers.recipe;

import dev.winnow.producers.json.Json;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.text.UnreadableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the options of plug-ins, where a file may be named that holds a text. */
record OptionsReader(RecipeTextFiles files) {
  /** Returns the options that are given and have the form of their types; reports the others. */
  Map<String, String> read(FieldReader fields, Class<? extends Record> type) {
    Map<String, String> options = new HashMap<>();
    for (OptionInfo option : OptionSchema.of(type)) {
      value(fields, option).ifPresent(text -> options.put(option.name(), text));
    }
    return options;
  }

  private Optional<String> value(FieldReader fields, OptionInfo option) {
    if (!option.isFromFile() || !fields.has(option.fileField())) {
      fields.requireIfNeeded(option);
      return fields.option(option);
    }
    Optional<String> value = fields.option(option);
    if (value.isPresent()) {
      fields.problem(
          option.fileField(),
          "give '%s' or '%s', not both".formatted(option.name(), option.fileField()));
    }
    return value.or(
        () -> fields.text(option.fileField()).flatMap(name -> fromFile(fields, option, name)));
  }

  private Optional<String> fromFile(FieldReader fields, OptionInfo option, String name) {
    try {
      return Optional.of(files.read(name));
    } catch (UnreadableException e) {
      fields.problem(option.fileField(), Json.printable(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }
}
