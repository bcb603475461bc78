/** Records as JSON documents. */
@NullMarked
package dev.winnow.ops.json;

import org.jspecify.annotations.NullMarked;
