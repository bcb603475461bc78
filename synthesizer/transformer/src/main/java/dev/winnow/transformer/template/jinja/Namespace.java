package dev.winnow.transformer.template.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code namespace()} gives: attributes that may be set from within loops. */
final class Namespace {
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  Map<String, Object> attributes() {
    return attributes;
  }
}
