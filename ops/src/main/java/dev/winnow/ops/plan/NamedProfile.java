package dev.winnow.ops.plan;

import dev.winnow.planner.whatif.Profile;

/** A profile and its name; characters that are unsafe in a terminal or an SVG become '?'. */
public record NamedProfile(String name, Profile profile) {
  public NamedProfile {
    name = name.replaceAll("\\p{C}", "?");
  }
}
