package dev.winnow.ops.plan;

import dev.winnow.planner.whatif.Profile;

/** A profile and what to call it; what a terminal or an SVG would trip over becomes '?'. */
public record NamedProfile(String name, Profile profile) {
  public NamedProfile {
    name = name.replaceAll("\\p{C}", "?");
  }
}
