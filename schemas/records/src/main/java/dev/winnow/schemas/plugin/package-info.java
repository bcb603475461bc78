/**
 * The mechanism of all extensions: {@link java.util.ServiceLoader} finds a {@link
 * dev.winnow.schemas.plugin.Plugin}, and a record configures it. The record alone defines the
 * options. All code that reads, writes, explains or refuses options takes names, types, defaults,
 * help and ranges from it.
 */
@NullMarked
package dev.winnow.schemas.plugin;

import org.jspecify.annotations.NullMarked;
