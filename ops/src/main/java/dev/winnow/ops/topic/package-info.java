/** Reading topics from their beginning to where they end now. */
@NullMarked
package dev.winnow.ops.topic;

import org.jspecify.annotations.NullMarked;
