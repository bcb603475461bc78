/** Similarity of texts, estimated in bounded time and memory. */
@NullMarked
package dev.winnow.schemas.similar;

import org.jspecify.annotations.NullMarked;
