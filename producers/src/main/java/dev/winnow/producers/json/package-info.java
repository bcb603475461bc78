/** Strict, bounded parsing of untrusted JSON. */
@NullMarked
package dev.winnow.producers.json;

import org.jspecify.annotations.NullMarked;
