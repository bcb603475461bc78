/** The console: pages of the gateway that show what the stream does, and their JSON API. */
@NullMarked
package dev.winnow.ops.console;

import org.jspecify.annotations.NullMarked;
