/** Reads topics from their beginning to their current end. */
@NullMarked
package dev.winnow.ops.topic;

import org.jspecify.annotations.NullMarked;
