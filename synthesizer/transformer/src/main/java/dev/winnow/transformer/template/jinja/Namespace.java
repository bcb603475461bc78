package dev.winnow.transformer.template.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/** The result of {@code namespace()}: attributes that can be set inside loops. */
final class Namespace {
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  Map<String, Object> attributes() {
    return attributes;
  }
}
