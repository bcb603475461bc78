/** Servers that run programs, over HTTP. */
@NullMarked
package dev.winnow.scorer.code.remote;

import org.jspecify.annotations.NullMarked;
