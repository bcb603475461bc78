/** JSON from strangers, read within bounds. */
@NullMarked
package dev.winnow.producers.json;

import org.jspecify.annotations.NullMarked;
