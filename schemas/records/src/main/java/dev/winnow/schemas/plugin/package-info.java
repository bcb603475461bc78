/**
 * The one mechanism for extensions: a {@link dev.winnow.schemas.plugin.Plugin} is found by {@link
 * java.util.ServiceLoader}, and is set up by a record. The record is the only place that knows the
 * options: names, types, defaults, help and ranges are read from it, by whoever reads, writes,
 * explains or refuses them.
 */
@NullMarked
package dev.winnow.schemas.plugin;

import org.jspecify.annotations.NullMarked;
